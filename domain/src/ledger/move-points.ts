import type { CreditReason, Journal, LedgerAccount, LotUse, OpenLot } from './journal.ts'
import { ProblemError } from '../problem.ts'

/** The journals of the ledger, one function for each thing that can happen to points. `debt` is a number above zero. */

export interface Credit {
  naturalKey: string
  reason: CreditReason
  entryId: string | null
  shopperId: string
  issuerId: string | null
  points: number
  /** The last Tokyo day on which the points can be used. */
  expiresOn: string
  /** The Tokyo day from which they can; null: at once. */
  releaseOn: string | null
}

/** Brings points into being: pending ones where they have a release date, else on the card, after paying back a debt. */
export function creditPoints(credit: Credit, debt: number): Journal {
  const { naturalKey, reason, entryId, shopperId, issuerId, points, expiresOn, releaseOn } = credit
  const head = { naturalKey, reason, shopperId, issuerId, entryId, reverses: null, lotUses: [] }
  if (releaseOn === null) return { ...head, ...receive('issued', points, debt, expiresOn) }
  return {
    ...head,
    transfers: [{ from: 'issued', to: 'pending', points }],
    lot: { points, expiresOn, releaseOn },
  }
}

export interface PendingLot {
  id: string
  shopperId: string
  points: number
  releaseOn: string
  expiresOn: string
}

/** Makes pending points spendable, after paying back a debt. They keep their last day. */
export function releasePoints({ id, shopperId, points, expiresOn }: PendingLot, debt: number): Journal {
  return {
    naturalKey: `lot:${id}:release`,
    reason: 'release',
    shopperId,
    issuerId: null,
    entryId: null,
    reverses: null,
    lotUses: [{ lotId: id, points }],
    ...receive('pending', points, debt, expiresOn),
  }
}

/**
 * Spends points, from the lots that lapse first. `lots` stand in that order; what lapsed before `today` (Tokyo) and is not
 * swept yet can not be spent. Throws the refusal `points_not_enough`.
 */
export function spendPoints(
  spend: { naturalKey: string; shopperId: string; points: number },
  lots: readonly OpenLot[],
  today: string,
): Journal {
  const { naturalKey, shopperId, points } = spend
  const lotUses = takeFrom(
    lots.filter((lot) => lot.expiresOn >= today),
    points,
  )
  if (sum(lotUses) < points) throw new ProblemError('points_not_enough', `${points} are asked for`)
  return {
    naturalKey,
    reason: 'exchange',
    shopperId,
    issuerId: null,
    entryId: null,
    reverses: null,
    transfers: [{ from: 'shopper', to: 'redeemed', points }],
    lot: null,
    lotUses,
  }
}

/**
 * Undoes a spend: the points go back to the lots that they came from (`lotUses`, in the order of expiry). Where the person
 * has come to owe points since then, those that lapse first pay that back.
 */
export function cancelSpend(
  cancel: { naturalKey: string; reverses: string; shopperId: string; lotUses: readonly LotUse[] },
  debt: number,
): Journal {
  const { naturalKey, reverses, shopperId } = cancel
  const points = sum(cancel.lotUses)
  const repaid = Math.min(debt, points)
  const paidFrom = new Map(
    takeFrom(
      cancel.lotUses.map((use) => ({ id: use.lotId, pointsLeft: use.points })),
      repaid,
    ).map((use) => [use.lotId, use.points]),
  )
  return {
    naturalKey,
    reason: 'exchange_cancelled',
    shopperId,
    issuerId: null,
    entryId: null,
    reverses,
    transfers: [
      { from: 'redeemed', to: 'debt', points: repaid } as const,
      { from: 'redeemed', to: 'shopper', points: points - repaid } as const,
    ].filter(moves),
    lot: null,
    lotUses: cancel.lotUses
      .map((use) => ({ lotId: use.lotId, points: (paidFrom.get(use.lotId) ?? 0) - use.points }))
      .filter(moves),
  }
}

/** A credit as it stands when it is to be taken back. */
export interface StandingCredit {
  id: string
  naturalKey: string
  entryId: string | null
  shopperId: string
  issuerId: string | null
  points: number
  /** The lot that still holds it pending; null: it is released, or never was pending. */
  pendingLotId: string | null
  /** The lot of its own that can be spent; null: there is none, it all paid back a debt. */
  lotId: string | null
  /** What has lapsed of that lot. Those points left the card unused: they are not asked for again. */
  lapsed: number
}

/** Takes a credit back: what is pending as it is; else from its own lot, then the others, and the rest is owed. */
export function clawBack(
  claw: { naturalKey: string; credit: StandingCredit },
  lots: readonly OpenLot[],
): Journal {
  const { naturalKey, credit } = claw
  const { shopperId, issuerId, points, pendingLotId, lotId } = credit
  const head = {
    naturalKey,
    reason: 'claw_back',
    shopperId,
    issuerId,
    entryId: credit.entryId,
    reverses: credit.id,
    lot: null,
  } as const
  if (pendingLotId !== null) {
    const lotUses = [{ lotId: pendingLotId, points }]
    return { ...head, transfers: [{ from: 'pending', to: 'issued', points }], lotUses }
  }
  const asked = points - credit.lapsed
  const ownFirst = lots.toSorted((one, other) => Number(other.id === lotId) - Number(one.id === lotId))
  const lotUses = takeFrom(ownFirst, asked)
  const taken = sum(lotUses)
  const transfers = [
    { from: 'shopper', to: 'issued', points: taken } as const,
    { from: 'debt', to: 'issued', points: asked - taken } as const,
    { from: 'expired', to: 'issued', points: credit.lapsed } as const,
  ].filter(moves)
  return { ...head, transfers, lotUses }
}

/** Lets what is left of a lot lapse. A lot can lapse again after a refund: `uses` is how often it was used until now. */
export function expireLot(lot: {
  lotId: string
  shopperId: string
  pointsLeft: number
  uses: number
}): Journal {
  const { lotId, shopperId, pointsLeft } = lot
  return {
    naturalKey: `lot:${lotId}:expiry:${lot.uses}`,
    reason: 'expiry',
    shopperId,
    issuerId: null,
    entryId: null,
    reverses: null,
    transfers: [{ from: 'shopper', to: 'expired', points: pointsLeft }],
    lot: null,
    lotUses: [{ lotId, points: pointsLeft }],
  }
}

/** Points that reach a person: a debt first, and a lot of what remains. */
function receive(
  from: LedgerAccount,
  points: number,
  debt: number,
  expiresOn: string,
): Pick<Journal, 'transfers' | 'lot'> {
  const repaid = Math.min(debt, points)
  const rest = points - repaid
  return {
    transfers: [
      { from, to: 'debt', points: repaid } as const,
      { from, to: 'shopper', points: rest } as const,
    ].filter(moves),
    lot: rest > 0 ? { points: rest, expiresOn, releaseOn: null } : null,
  }
}

/** Up to `points` from the lots, in their order. */
function takeFrom(lots: readonly Pick<OpenLot, 'id' | 'pointsLeft'>[], points: number): LotUse[] {
  let missing = points
  return lots
    .map(({ id, pointsLeft }) => {
      const taken = Math.min(pointsLeft, missing)
      missing -= taken
      return { lotId: id, points: taken }
    })
    .filter(moves)
}

const moves = ({ points }: { points: number }) => points !== 0
const sum = (moved: readonly { points: number }[]) => moved.reduce((total, { points }) => total + points, 0)
