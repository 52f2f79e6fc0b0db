/** One side of a double entry: points moved onto (+) or off (−) a ledger account. */
export interface Posting {
  account: LedgerAccount
  points: number
}

/**
 * A person's accounts: `shopper` is what the house owes them and they can spend, `pending` what waits for its release,
 * `debt` (never above zero) what was taken back after they had spent it. The house's say where points come from and go.
 */
export type LedgerAccount =
  | { kind: 'shopper' | 'pending' | 'debt'; shopperId: string }
  | { kind: 'issued'; campaignId: string | null }
  | { kind: 'redeemed' | 'expired' }

/** Why points come into being. Those that are `earned` count towards a member's rank. */
export const CREDIT_REASONS = {
  entry_credit: { earned: true },
  stamp_goal: { earned: true },
  prize: { earned: false },
  opening: { earned: false },
} as const
export type CreditReason = keyof typeof CREDIT_REASONS

/** The closed set of what can happen to points; the database knows the same. */
export type JournalReason =
  CreditReason | 'release' | 'exchange' | 'exchange_cancelled' | 'claw_back' | 'expiry'

/** A set of postings that belongs together. The natural key makes writing it twice impossible. */
export interface Journal {
  naturalKey: string
  reason: JournalReason
  /** The person whose accounts and lots it moves. */
  shopperId: string
  entryId: string | null
  /** The id of the journal that this one undoes. */
  reverses: string | null
  postings: Posting[]
  /** The lot that it opens. `releaseOn` is a Tokyo day, and the points are pending until then; null: they can be spent. */
  lot: { points: number; expiresOn: string; releaseOn: string | null } | null
  /** What it takes from which lots; below zero is put back. A lot is known by the id of the journal that opened it. */
  lotUses: LotUse[]
}

export interface LotUse {
  lotId: string
  points: number
}

/** A lot that still holds points. */
export interface OpenLot {
  id: string
  points: number
  pointsLeft: number
  /** The last Tokyo day on which they can be used. */
  expiresOn: string
}

/** The fault of a set of postings, or null: at least two, none zero, whole numbers, and a sum of zero. */
export function postingFault(postings: readonly Posting[]): string | null {
  if (postings.length < 2) return 'a journal needs at least two postings'
  const odd = postings.findIndex(({ points }) => points === 0 || !Number.isSafeInteger(points))
  if (odd >= 0) return `posting ${odd} must be a whole number other than zero`
  const sum = postings.reduce((total, { points }) => total + points, 0)
  return sum === 0 ? null : `postings add up to ${sum}, not to zero`
}
