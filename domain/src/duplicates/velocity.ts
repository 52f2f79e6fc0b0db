import { z } from 'zod'

/** How fast entries come, this one counted in. */
export const Velocity = z.object({
  /** Entries of this person within the last ten minutes, hour and day. */
  personTenMinutes: z.number().int(),
  personHour: z.number().int(),
  personDay: z.number().int(),
  /** Entries with receipts of this shop within the last hour, whoever sent them. */
  shopHour: z.number().int(),
  /** Receipts of one till and day whose numbers lie within ten of this one's, and how many people sent them. */
  tillRun: z.number().int(),
  tillRunPeople: z.number().int(),
})
export type Velocity = z.infer<typeof Velocity>

/** Of somebody who sends one receipt. */
export const CALM: Velocity = {
  personTenMinutes: 1,
  personHour: 1,
  personDay: 1,
  shopHour: 1,
  tillRun: 1,
  tillRunPeople: 1,
}
