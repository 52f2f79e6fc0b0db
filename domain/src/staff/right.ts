import { z } from 'zod'

/**
 * Lists all that a person of the staff may be let do, and nothing else is ever asked for: see figures, entries and what is
 * set up; see shoppers' names; review (decide entries, take coupons at a till); write what is not yet in force (campaigns,
 * rewards, stores, aliases); approve (answer for what others do: approvals, the log, who the staff is); send (let out what
 * reaches people or spends: publish, draw, send again); export (take data away as files); points (take back and give by
 * hand, budgets, ranks); settings (the account, its notice, and who may do what).
 */
export const RIGHTS = [
  'see',
  'names',
  'review',
  'write',
  'approve',
  'send',
  'export',
  'points',
  'settings',
] as const
export const Right = z.enum(RIGHTS)
export type Right = z.infer<typeof Right>
