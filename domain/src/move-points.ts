import type { CreditReason, Journal, LotUse, OpenLot, Posting } from './journal.ts'
import { ProblemError } from './problem.ts'

/** The journals of the ledger, one function for each thing that can happen to points. `debt` is a number above zero. */

export interface Credit {
  naturalKey: string
  reason: CreditReason
  entryId: string | null
  shopperId: string
  campaignId: string | null
  points: number
  /** The last Tokyo day on which the points can be used. */
  expiresOn: string
  /** The Tokyo day from which they can; null: at once. */
  releaseOn: string | null
}

/** Brings points into being: pending ones where they have a release date, else on the card, after paying back a debt. */
export function creditPoints(credit: Credit, debt: number): Journal {
  const { naturalKey, reason, entryId, shopperId, points, expiresOn, releaseOn } = credit
  const issued = { kind: 'issued', campaignId: credit.campaignId } as const
  const head = { naturalKey, reason, shopperId, entryId, reverses: null, lotUses: [] }
  if (releaseOn !== null) {
    const postings = [off(issued, points), onto({ kind: 'pending', shopperId }, points)]
    return { ...head, postings, lot: { points, expiresOn, releaseOn } }
  }
  return { ...head, ...receive(off(issued, points), shopperId, points, debt, expiresOn) }
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
    entryId: null,
    reverses: null,
    lotUses: [{ lotId: id, points }],
    ...receive(off({ kind: 'pending', shopperId }, points), shopperId, points, debt, expiresOn),
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
    entryId: null,
    reverses: null,
    postings: [off({ kind: 'shopper', shopperId }, points), onto({ kind: 'redeemed' }, points)],
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
    entryId: null,
    reverses,
    postings: [
      off({ kind: 'redeemed' }, points),
      onto({ kind: 'debt', shopperId }, repaid),
      onto({ kind: 'shopper', shopperId }, points - repaid),
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
  campaignId: string | null
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
  const { shopperId, campaignId, points, pendingLotId, lotId } = credit
  const issued = onto({ kind: 'issued', campaignId }, points)
  const head = {
    naturalKey,
    reason: 'claw_back',
    shopperId,
    entryId: credit.entryId,
    reverses: credit.id,
    lot: null,
  } as const
  if (pendingLotId !== null) {
    const postings = [off({ kind: 'pending', shopperId }, points), issued]
    return { ...head, postings, lotUses: [{ lotId: pendingLotId, points }] }
  }
  const asked = points - credit.lapsed
  const ownFirst = lots.toSorted((one, other) => Number(other.id === lotId) - Number(one.id === lotId))
  const lotUses = takeFrom(ownFirst, asked)
  const taken = sum(lotUses)
  const postings = [
    off({ kind: 'shopper', shopperId }, taken),
    off({ kind: 'debt', shopperId }, asked - taken),
    off({ kind: 'expired' }, credit.lapsed),
    issued,
  ].filter(moves)
  return { ...head, postings, lotUses }
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
    entryId: null,
    reverses: null,
    postings: [off({ kind: 'shopper', shopperId }, pointsLeft), onto({ kind: 'expired' }, pointsLeft)],
    lot: null,
    lotUses: [{ lotId, points: pointsLeft }],
  }
}

/** Points that reach a person: a debt first, and a lot of what remains. */
function receive(
  from: Posting,
  shopperId: string,
  points: number,
  debt: number,
  expiresOn: string,
): Pick<Journal, 'postings' | 'lot'> {
  const repaid = Math.min(debt, points)
  const rest = points - repaid
  const postings = [
    from,
    onto({ kind: 'debt', shopperId }, repaid),
    onto({ kind: 'shopper', shopperId }, rest),
  ]
  return {
    postings: postings.filter(moves),
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

const onto = (account: Posting['account'], points: number): Posting => ({ account, points })
const off = (account: Posting['account'], points: number): Posting => ({ account, points: -points })
const moves = ({ points }: { points: number }) => points !== 0
const sum = (moved: readonly { points: number }[]) => moved.reduce((total, { points }) => total + points, 0)
