/** One side of a double entry: points moved onto (+) or off (−) a ledger account. */
export interface Posting {
  account: LedgerAccount
  points: number
}

/** `shopper` is what the house owes a person; the others say where points come from and go to. */
export type LedgerAccount =
  { kind: 'shopper'; shopperId: string } | { kind: 'issued'; campaignId: string | null } | { kind: 'expired' }

/** A set of postings that belongs together. The natural key makes writing it twice impossible. */
export interface Journal {
  naturalKey: string
  reason: 'entry_credit' | 'expiry' | 'opening'
  entryId: string | null
  postings: Posting[]
  /** The lot that this journal opens, where it credits a shopper. */
  lot: { shopperId: string; points: number; expiresOn: string } | null
  /** What it takes from which lots, where it debits a shopper. */
  lotUses: { lotId: string; points: number }[]
}

/** Credits an entry's points. `expiresOn` is the last Tokyo day on which they can be used. */
export function creditEntry(entry: {
  entryId: string
  shopperId: string
  campaignId: string
  points: number
  expiresOn: string
}): Journal {
  return {
    naturalKey: `entry:${entry.entryId}:credit`,
    reason: 'entry_credit',
    entryId: entry.entryId,
    postings: [
      { account: { kind: 'issued', campaignId: entry.campaignId }, points: -entry.points },
      { account: { kind: 'shopper', shopperId: entry.shopperId }, points: entry.points },
    ],
    lot: { shopperId: entry.shopperId, points: entry.points, expiresOn: entry.expiresOn },
    lotUses: [],
  }
}

/** Lets what is left of a lot lapse. */
export function expireLot(lot: { lotId: string; shopperId: string; pointsLeft: number }): Journal {
  return {
    naturalKey: `lot:${lot.lotId}:expiry`,
    reason: 'expiry',
    entryId: null,
    postings: [
      { account: { kind: 'shopper', shopperId: lot.shopperId }, points: -lot.pointsLeft },
      { account: { kind: 'expired' }, points: lot.pointsLeft },
    ],
    lot: null,
    lotUses: [{ lotId: lot.lotId, points: lot.pointsLeft }],
  }
}

/** The fault of a set of postings, or null: at least two, none zero, whole numbers, and a sum of zero. */
export function postingFault(postings: readonly Posting[]): string | null {
  if (postings.length < 2) return 'a journal needs at least two postings'
  const odd = postings.findIndex(({ points }) => points === 0 || !Number.isSafeInteger(points))
  if (odd >= 0) return `posting ${odd} must be a whole number other than zero`
  const sum = postings.reduce((total, { points }) => total + points, 0)
  return sum === 0 ? null : `postings add up to ${sum}, not to zero`
}
