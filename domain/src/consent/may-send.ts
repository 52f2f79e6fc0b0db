import type { HeldReason, MessagePurpose } from '../messages/outbox.ts'
import { nextBusinessTime } from '../time/quiet-hours.ts'
import { addMonths, startOfTokyoDay, tokyoDate } from '../time/tokyo-time.ts'
import { MESSAGE_NEEDS } from './consent-purpose.ts'
import { consentStands, type PersonConsents } from './consent-stands.ts'
import { fitsBudget, fitsQuota, isMonthOf, type MonthOfSending } from './month-of-sending.ts'
import type { SendingRules } from './sending-rules.ts'

/**
 * How long after it was due a message still makes sense, in hours. A result is a promise, and the month turns within 35
 * days; an answer belongs to the talk of that day; an offer that is late is a nuisance.
 */
export const MESSAGE_LIFE_H: Readonly<Record<MessagePurpose, number>> = {
  result: 35 * 24,
  answer: 24,
  reminder: 3 * 24,
  survey: 7 * 24,
  offer: 24,
}

/** What people came for: neither quiet hours nor caps hold it, and it counts against none. */
export const AWAITED: readonly MessagePurpose[] = ['answer', 'result']

/** What lives from the first open hour on: closed days in a row do not use its life up. An offer that is late is late. */
const LIVES_WHILE_OPEN: readonly MessagePurpose[] = ['survey', 'reminder']

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/** All that decides on one message. */
export interface SendFacts extends PersonConsents {
  purpose: MessagePurpose
  dueAt: Date
  /** It follows what the person has just written. */
  byReply: boolean
  /** LINE may have taken it: what remains is to find out. */
  maybeTaken: boolean
  /** Staff have said that it is to go. */
  letGo: boolean
  /** The person has stopped their use: they hear nothing but answers to what they write. */
  hasStopped: boolean
  /** Where the person lives, by its number; null: not known. */
  prefecture: string | null
  /** Somebody who tries the account out, for whom no cap or budget counts. */
  isTest: boolean
  rules: SendingRules
  month: MonthOfSending
  /** When messages that count against the caps went to this person, within the longest window at least. */
  earlier: readonly Date[]
}

export type SendVerdict = { ok: true } | { ok: false; reason: HeldReason; until?: Date }
const OK: SendVerdict = { ok: true }

/**
 * Decides whether a message may go now; with `until` it may go then by itself, without it is held. What is not known is no.
 * Staff can let go what a stop or a cap holds, and nothing that the person refuses or the night forbids.
 */
export function maySend(facts: SendFacts, now: Date): SendVerdict {
  const { purpose, rules, letGo, maybeTaken } = facts
  if (isStopped(facts) && !letGo && !maybeTaken) return no('stopped')
  const stands = (isFriend: boolean | null) =>
    MESSAGE_NEEDS[purpose].every((needed) => consentStands(needed, { ...facts, isFriend }))
  if (!stands(true) || (facts.hasStopped && purpose !== 'answer')) return no('no_consent')
  const livesFrom = LIVES_WHILE_OPEN.includes(purpose) ? nextBusinessTime(rules, facts.dueAt) : facts.dueAt
  const lapsesAt = livesFrom.getTime() + MESSAGE_LIFE_H[purpose] * HOUR_MS
  if (now.getTime() > lapsesAt) return no('stale')
  if (!maybeTaken && (!stands(facts.isFriend) || (facts.isFriend === false && !facts.byReply)))
    return no('not_a_friend')
  if (AWAITED.includes(purpose)) return OK
  const isCounted = !letGo && !maybeTaken && !facts.isTest
  const cappedUntil = isCounted ? endOfCaps(facts, now) : undefined
  const costs = isCounted && !facts.byReply ? limitOfMonth(facts, now) : undefined
  const nextMonth = costs && startOfTokyoDay(addMonths(`${tokyoDate(now).slice(0, 7)}-01`, 1))
  const from = new Date(Math.max(now.getTime(), cappedUntil?.getTime() ?? 0, nextMonth?.getTime() ?? 0))
  const opensAt = facts.byReply ? from : nextBusinessTime(rules, from)
  if (opensAt <= now) return OK
  const reason = costs ?? (cappedUntil ? 'cap' : 'quiet_hours')
  return opensAt.getTime() > lapsesAt ? no(reason) : { ok: false, reason, until: opensAt }
}

/** Tells whether sending is stopped for everybody, or where the person lives; of whom that is not known, it is not. */
function isStopped({ rules, prefecture }: SendFacts): boolean {
  if (rules.stopped) return true
  if (prefecture !== null) return rules.stoppedPrefectures.includes(prefecture)
  return rules.stopsUnknownPrefecture && rules.stoppedPrefectures.length > 0
}

/** Names the limit of the month that one more push would break; what was counted in another month counts no more. */
function limitOfMonth({ month, rules, purpose }: SendFacts, now: Date): HeldReason | undefined {
  if (!isMonthOf(month, now)) return undefined
  if (!fitsBudget(month, rules)) return 'over_budget'
  return fitsQuota(month, purpose, rules) ? undefined : 'kept_quota'
}

const no = (reason: HeldReason): SendVerdict => ({ ok: false, reason })

/** Finds when every window has room for one more; undefined where all have it now. */
function endOfCaps({ rules, earlier }: SendFacts, now: Date): Date | undefined {
  const newestFirst = earlier.map((at) => at.getTime()).sort((a, b) => b - a)
  const ends = rules.caps.flatMap(({ days, messages }) => {
    const nth = newestFirst[messages - 1]
    return nth !== undefined && nth + days * DAY_MS > now.getTime() ? [nth + days * DAY_MS] : []
  })
  return ends.length > 0 ? new Date(Math.max(...ends)) : undefined
}
