import { HeldReason, MessagePurpose, ShownName } from '@tamaru/domain'
import { z } from 'zod'
import { pageOf } from '../http/paging.ts'

export const StoppedState = z.enum(['held', 'discarded'])

export const StoppedMessageView = z.object({
  id: z.uuid(),
  shopperId: z.uuid(),
  shopperName: ShownName.nullable(),
  purpose: MessagePurpose,
  /** As a chat's list shows it: the first bubble's words. */
  words: z.string(),
  reason: HeldReason,
  /** LINE's own words, or a job's last error. */
  detail: z.string().nullable(),
  createdAt: z.iso.datetime(),
  /** Since when it is held or discarded. */
  stoppedAt: z.iso.datetime(),
  /** Whether it goes without anybody's doing: with the person's next message, or once LINE takes it. */
  goesByItself: z.boolean(),
})

export const StoppedMessageList = z.object({
  /** How many stand there for each reason, the most first. */
  counts: z.array(z.object({ reason: HeldReason, messages: z.int() })),
  /** Of those held, the longest first; of those discarded, the newest. */
  ...pageOf(StoppedMessageView).shape,
})

export const ChosenMessages = z.object({ messageIds: z.array(z.uuid()).min(1).max(100) })

/** How many of the chosen ones it was done to: others are on their way, or somebody else has been quicker. */
export const ChosenDone = z.object({ done: z.int() })
