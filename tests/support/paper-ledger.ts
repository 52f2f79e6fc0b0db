import {
  addDays,
  cancelSpend,
  clawBack,
  creditPoints,
  expireLot,
  movedOnto,
  ProblemError,
  releasePoints,
  spendPoints,
  transferFault,
  type Journal,
  type LedgerAccount,
} from '@tamaru/domain'
import { FIRST_DAY, type Card, type Step } from './ledger-history.ts'

interface PaperLot {
  id: string
  credit: string
  points: number
  used: number
  expiresOn: string
  releaseOn: string | null
}

const SHOPPER = 'shopper'

/** One person's books in memory: the journals of domain, written down as the database would, without one. */
export function openPaperLedger() {
  const journals: (Journal & { id: string })[] = []
  const lots: PaperLot[] = []
  const credits: string[] = []
  const spends: string[] = []
  let today = FIRST_DAY
  let fault: string | null = null

  const find = (id: string) => journals.find((journal) => journal.id === id)!
  const lotOf = (id: string) => lots.find((lot) => lot.id === id)!
  const sumOf = (account: LedgerAccount) =>
    movedOnto(
      account,
      journals.flatMap(({ transfers }) => transfers),
    )
  const open = (pending: boolean) =>
    lots
      .filter((lot) => lot.used < lot.points && (lot.releaseOn !== null) === pending)
      .map((lot) => ({
        ...lot,
        shopperId: SHOPPER,
        releaseOn: lot.releaseOn!,
        pointsLeft: lot.points - lot.used,
      }))
  const available = () => open(false).sort((one, other) => compare(one.expiresOn, other.expiresOn))
  const pending = () => open(true).sort((one, other) => compare(one.releaseOn, other.releaseOn))
  const debt = () => 0 - sumOf('debt')
  const isUndone = (id: string) => journals.some(({ reverses }) => reverses === id)

  function write(journal: Journal): string {
    const id = String(journals.length)
    if (journals.some(({ naturalKey }) => naturalKey === journal.naturalKey)) fault = 'written twice'
    fault ??= transferFault(journal.transfers)
    journals.push({ ...journal, id })
    for (const { lotId, points } of journal.lotUses) {
      const lot = lotOf(lotId)
      lot.used += points
      if (lot.used < 0 || lot.used > lot.points) fault = `lot ${lotId} is overdrawn`
    }
    if (journal.lot) {
      const from = journal.lotUses[0]
      lots.push({
        ...journal.lot,
        id,
        used: 0,
        credit: journal.reason === 'release' ? lotOf(from!.lotId).credit : id,
      })
    }
    const left = (ones: { pointsLeft: number }[]) => ones.reduce((sum, { pointsLeft }) => sum + pointsLeft, 0)
    if (sumOf('shopper') !== left(open(false)) || sumOf('pending') !== left(open(true)))
      fault = 'balances are not what lots hold'
    if (debt() < 0) fault = 'more is paid back than is owed'
    return id
  }

  function undoCredit(id: string): void {
    const journal = find(id)
    const own = lots.filter((lot) => lot.credit === id)
    const waits = own.find((lot) => lot.releaseOn !== null && lot.used < lot.points)
    const lot = own.findLast((one) => one.releaseOn === null)
    const lapsed = journals
      .filter(({ reason }) => reason === 'expiry')
      .flatMap(({ lotUses }) => lotUses)
      .reduce((sum, use) => sum + (use.lotId === lot?.id ? use.points : 0), 0)
    const points = 0 - movedOnto('issued', journal.transfers)
    const credit = {
      ...journal,
      issuerId: null,
      points,
      pendingLotId: waits?.id ?? null,
      lotId: lot?.id ?? null,
      lapsed,
    }
    write(clawBack({ naturalKey: `undo:${id}`, credit }, available()))
  }

  function undoSpend(id: string): void {
    const lotUses = find(id).lotUses.toSorted((one, other) =>
      compare(lotOf(one.lotId).expiresOn, lotOf(other.lotId).expiresOn),
    )
    write(cancelSpend({ naturalKey: `undo:${id}`, reverses: id, shopperId: SHOPPER, lotUses }, debt()))
  }

  function wait(days: number): void {
    today = addDays(today, days)
    for (const lot of pending()) if (lot.releaseOn <= today) write(releasePoints(lot, debt()))
    for (const lot of available()) {
      const uses = journals.flatMap(({ lotUses }) => lotUses).filter(({ lotId }) => lotId === lot.id).length
      if (lot.expiresOn < today)
        write(expireLot({ lotId: lot.id, shopperId: SHOPPER, pointsLeft: lot.pointsLeft, uses }))
    }
  }

  function take(step: Step): boolean {
    if (step.does === 'wait') wait(step.days)
    else if (step.does === 'credit') {
      const { points, livesFor_days, pendingFor_days } = step
      const expiresOn = addDays(today, livesFor_days)
      const releaseOn = pendingFor_days === null ? null : addDays(today, pendingFor_days)
      const head = { naturalKey: `credit:${credits.length}`, reason: 'entry_credit', entryId: null } as const
      const credit = { ...head, shopperId: SHOPPER, issuerId: null, points, expiresOn, releaseOn }
      credits.push(write(creditPoints(credit, debt())))
    } else if (step.does === 'spend') {
      try {
        const spend = { naturalKey: `spend:${spends.length}`, shopperId: SHOPPER, points: step.points }
        spends.push(write(spendPoints(spend, available(), today)))
      } catch (error) {
        if (!(error instanceof ProblemError)) throw error
        return false
      }
    } else {
      const id = step.does === 'cancel' ? spends[step.spend] : credits[step.credit]
      if (id === undefined || isUndone(id)) return false
      if (step.does === 'cancel') undoSpend(id)
      else undoCredit(id)
    }
    return true
  }

  return {
    journals,
    take,
    card: (): Card => ({
      available: available().map((lot) => `${lot.pointsLeft} until ${lot.expiresOn}`),
      pending: pending()
        .map((lot) => `${lot.pointsLeft} from ${lot.releaseOn}`)
        .sort(),
      debt: debt(),
    }),
    /** What no books may ever show; null where all is well. */
    fault: () => fault,
  }
}

const compare = (one: string, other: string) => (one === other ? 0 : one < other ? -1 : 1)
