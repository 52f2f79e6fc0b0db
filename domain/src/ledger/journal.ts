/**
 * A person's accounts: `shopper` is what the house owes them and they can spend, `pending` what waits for its release,
 * `debt` (never above zero) what was taken back after they had spent it. The house's say where points come from and go:
 * `issued` (one for each campaign and each budget of the account), `redeemed`, `expired`.
 */
export type LedgerAccount = 'shopper' | 'pending' | 'debt' | 'issued' | 'redeemed' | 'expired'

/**
 * Points that leave one ledger account and arrive at another: both sides of the double entry in one, so that nothing made
 * of transfers can be out of balance. `points` is a whole number above zero.
 */
export interface Transfer {
  from: LedgerAccount
  to: LedgerAccount
  points: number
}

/** Why points come into being. Those that are `earned` count towards a shopper's rank. */
export const CREDIT_REASONS = {
  entry_credit: { earned: true },
  prize: { earned: false },
  opening: { earned: false },
  /** Given by hand, from a budget of the account. */
  grant: { earned: false },
} as const
export type CreditReason = keyof typeof CREDIT_REASONS
export const EARNED_REASONS = (Object.keys(CREDIT_REASONS) as CreditReason[]).filter(
  (reason) => CREDIT_REASONS[reason].earned,
)

/** The closed set of what can happen to points; the database knows the same. */
export type JournalReason =
  CreditReason | 'release' | 'exchange' | 'exchange_cancelled' | 'claw_back' | 'expiry'

/** Transfers that belong together. The natural key makes writing it twice impossible. */
export interface Journal {
  naturalKey: string
  reason: JournalReason
  /** The person whose accounts and lots it moves. */
  shopperId: string
  /** Whose account `issued` is meant: the id of a campaign, or of a budget of the account; null: the house's own. */
  issuerId: string | null
  entryId: string | null
  /** The id of the journal that this one undoes. */
  reverses: string | null
  transfers: Transfer[]
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

/**
 * Finds the fault of a journal's transfers, or null: at least one, each of a whole number above zero between two
 * accounts.
 */
export function transferFault(transfers: readonly Transfer[]): string | null {
  if (transfers.length === 0) return 'a journal needs a transfer'
  const odd = transfers.findIndex(
    ({ from, to, points }) => from === to || points <= 0 || !Number.isSafeInteger(points),
  )
  return odd < 0 ? null : `transfer ${odd} must move a whole number above zero to another account`
}

/** Adds up what transfers move onto an account, less what they move off it. */
export function movedOnto(account: LedgerAccount, transfers: readonly Transfer[]): number {
  return transfers.reduce(
    (sum, { from, to, points }) => sum + (to === account ? points : 0) - (from === account ? points : 0),
    0,
  )
}
