import { z } from 'zod'

/** What a message is about: how long it makes sense, and whether it may come at night, hang on it. */
export const MESSAGE_PURPOSES = ['answer', 'result', 'survey', 'offer', 'reminder'] as const
export const MessagePurpose = z.enum(MESSAGE_PURPOSES)
export type MessagePurpose = z.infer<typeof MessagePurpose>

/**
 * Why a message has not gone out:
 *
 * - `quota`: the month's limit is used up. It goes with a reply, or when there is room again.
 * - `unauthorized`: LINE refuses our channel access token. It goes once that is mended.
 * - `unreachable`: LINE failed for hours. It goes once LINE answers.
 * - `not_a_friend`: a push would reach nobody. It goes with the person's next message, or once
 *   they have added the account.
 * - `refused`: LINE refused it for good, in the words of its detail.
 * - `unsure`: LINE may have taken it, and nothing can tell. Sent again it might be said twice.
 * - `stale`: it waited until it made no sense any more.
 * - `no_consent`: the person has not agreed to its kind, or no longer.
 * - `stopped`: the account had stopped all sending. Staff send or discard it.
 * - `cap`: the person has had as many as the account allows, for longer than it makes sense.
 * - `over_budget`: it would cost more than the account spends on messages in a month.
 * - `kept_quota`: what LINE's month has left is kept for messages that matter more.
 * - `quiet_hours`: no hour was open while it made sense.
 */
export const HELD_REASONS = [
  'quota',
  'unauthorized',
  'unreachable',
  'not_a_friend',
  'refused',
  'unsure',
  'stale',
  'no_consent',
  'stopped',
  'cap',
  'over_budget',
  'kept_quota',
  'quiet_hours',
] as const
export const HeldReason = z.enum(HELD_REASONS)
export type HeldReason = z.infer<typeof HeldReason>
