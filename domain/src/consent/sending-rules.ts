import { z } from 'zod'
import { ClosingDays, DEFAULT_QUIET_HOURS, QuietHours } from '../time/quiet-hours.ts'

/** At most so many messages to one person within any so many days. */
const Cap = z.object({ days: z.int().min(1).max(31), messages: z.int().min(1).max(1000) })

/** How an account sends. As it begins: by day, as often as there is a reason. */
export const SendingRules = z.object({
  /** Nothing goes out: each message is held, and staff send or discard it. */
  stopped: z.boolean().default(false),
  quietHours: QuietHours.default(DEFAULT_QUIET_HOURS),
  closingDays: ClosingDays.default([]),
  caps: z.array(Cap).max(5).default([]),
})
export type SendingRules = z.infer<typeof SendingRules>
