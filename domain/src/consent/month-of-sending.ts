import type { MessagePurpose } from '../messages/outbox.ts'
import { startOfTokyoDay, tokyoDate } from '../time/tokyo-time.ts'
import type { SendingRules } from './sending-rules.ts'

/** What was pushed in the month of Asia/Tokyo that it is. Replies cost nothing, and count for nothing. */
export interface MonthOfSending {
  /** Which, as YYYY-MM. */
  month: string
  /** By us, whatever for: LINE counts all of it. */
  pushed: number
  /** LINE's quota and how much of it is used, by us and by whoever sends from LINE's own console; null: not known, or none. */
  quota: { messages: number; used: number } | null
}

/** Tells what so many pushes of a month cost, in yen; a plan's monthly fee is not in it. */
export function costOfPushes(pushed: number, { plan }: Pick<SendingRules, 'plan'>): number {
  return Math.ceil(Math.max(0, pushed - plan.freeMessages) * plan.extraMessage_yen)
}

/** Tells when the month began in which a moment lies, and how it is called. */
export function monthOf(now: Date): { month: string; since: Date } {
  const month = tokyoDate(now).slice(0, 7)
  return { month, since: startOfTokyoDay(`${month}-01`) }
}

export const isMonthOf = ({ month }: MonthOfSending, now: Date): boolean => month === monthOf(now).month

/** Tells whether one more push stays within the account's budget of the month. */
export function fitsBudget(
  { pushed }: MonthOfSending,
  rules: Pick<SendingRules, 'plan' | 'budget_yen'>,
): boolean {
  const { budget_yen } = rules
  return budget_yen === null || costOfPushes(pushed + 1, rules) <= budget_yen
}

/** Tells whether one more push of a purpose leaves what is kept of LINE's month for others. */
export function fitsQuota(
  { quota }: MonthOfSending,
  purpose: MessagePurpose,
  { quotaShares }: Pick<SendingRules, 'quotaShares'>,
): boolean {
  if (!quota) return true
  const share_percent = purpose === 'offer' ? quotaShares.offers_percent : quotaShares.others_percent
  // All of it is for LINE itself to refuse: its count is the one that counts.
  return share_percent === 100 || quota.used + 1 <= (quota.messages * share_percent) / 100
}
