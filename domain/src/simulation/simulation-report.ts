import { z } from 'zod'

/** A figure with the bounds between which it is expected to lie if other people like these had come. */
const Estimate = z.object({ value: z.number(), low: z.number(), high: z.number() })
export type Estimate = z.infer<typeof Estimate>

const Tally = z.object({
  approved: z.int(),
  rejected: z.int(),
  /** Waiting for staff who have not seen them, because the rules that were in force decided without. */
  toStaff: z.int(),
  revoked: z.int(),
  points: Estimate,
  /** Points at what one is worth, and the prizes that are expected to be won. */
  cost_yen: Estimate,
  prizes_yen: z.number(),
  /** Prizes that no value was set down for: their cost is missing. */
  prizesWithoutValue: z.array(z.string()),
})
const ShopperChange = z.object({ shopperId: z.string(), points: z.int(), pointsNow: z.int() })

export const SimulationReport = z.object({
  entries: z.int(),
  shoppers: z.int(),
  /** The share of the shoppers that was looked at, where there were too many; figures speak of all of them. */
  sample: z.number(),
  from: z.string().nullable(),
  until: z.string().nullable(),
  draft: Tally,
  /** The same by the rules that are published; null where there are none. */
  current: Tally.nullable(),
  reasons: z.array(
    z.object({
      /** A check of the decision, or `staff`. */
      reason: z.string(),
      outcome: z.enum(['rejected', 'needs_review']),
      draft: z.int(),
      current: z.int(),
    }),
  ),
  /** Against the current version, by shopper. */
  change: z
    .object({
      points: Estimate,
      gain: z.int(),
      same: z.int(),
      lose: z.int(),
      mostGained: z.array(ShopperChange),
      mostLost: z.array(ShopperChange),
    })
    .nullable(),
  byDay: z.array(
    z.object({
      day: z.string(),
      entries: z.int(),
      approved: z.int(),
      points: z.int(),
      pointsNow: z.int().nullable(),
    }),
  ),
  interval: z.object({ method: z.string(), level: z.number(), resamples: z.int() }),
})
export type SimulationReport = z.infer<typeof SimulationReport>
