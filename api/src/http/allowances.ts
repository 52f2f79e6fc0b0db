import type { allowances } from '@tamaru/db'

type Numbers = Omit<allowances.Allowance, 'name'>

/**
 * What callers may ask for, and how soon again (docs/running.md has it as a table). By person where one is known; by
 * address only before that, and then so much that three hundred shoppers behind one carrier's address can come at once.
 */
export const ALLOWANCES = {
  /** By address: whatever is asked without a session that holds, logging in included. */
  knock: { atOnce: 2_000, oneEach_s: 0.05 },
  /** By address: access tokens that LINE was asked about and does not know. */
  unknown_token: { atOnce: 20, oneEach_s: 6 },
  /** By person. Each opening of the mini-app is one. */
  login: { atOnce: 60, oneEach_s: 5 },
  shopper: { atOnce: 240, oneEach_s: 0.25 },
  staff: { atOnce: 600, oneEach_s: 0.1 },
  /** By key of the brand's own site: its server speaks for all of its members. */
  member_site: { atOnce: 600, oneEach_s: 0.05 },
  /** Nobody has twenty receipts and photographs the next in less than six seconds. */
  upload: { atOnce: 20, oneEach_s: 6 },
  exchange: { atOnce: 20, oneEach_s: 3 },
  /** By person of the staff: codes that are looked up and used. Faster than a till, slower than guessing. */
  coupon: { atOnce: 60, oneEach_s: 1 },
  /** By person of the staff: what reads all receipts of a campaign. */
  simulate: { atOnce: 10, oneEach_s: 6 },
  /** By account: photos that come in from all of its people together. */
  account_upload: { atOnce: 3_000, oneEach_s: 0.05 },
} as const satisfies Record<string, Numbers>

export type AllowanceName = keyof typeof ALLOWANCES
