import { z } from '@hono/zod-openapi'
import { INSIGHT_MONTHS, Rule, SALES_BY } from '@tamaru/domain'

const MONTHS = INSIGHT_MONTHS.map(String) as `${(typeof INSIGHT_MONTHS)[number]}`[]
const Months = z.enum(MONTHS).default('3').openapi({ description: 'How many months are looked at' })
export const InsightQuery = z.object({ months: Months })
export const SalesQuery = InsightQuery.extend({ by: z.enum(SALES_BY) })

/** Numbers of people as whoever asks may see them: exact, or in steps, null under the floor. */
const Told = z.int().nullable()
const Share = z.object({ share: z.number(), from: z.number(), to: z.number() }).nullable()
const Good = z.object({
  name: z.string(),
  /** Null of a good that is no product of the account. */
  productId: z.uuid().nullable(),
})
/** The rule of a segment that means these people; null where no rule can say it. */
const RuleOf = Rule.nullable()

const Looked = z.object({
  from: z.iso.date(),
  /** The last day that is looked at. */
  to: z.iso.date(),
  /** False: numbers are in steps, of months that are over. */
  exact: z.boolean(),
})

export const SalesView = Looked.extend({
  cells: z.array(
    z.object({
      /** An id, a brand, 1 (Monday) to 7, an hour of Tokyo, the lower end of a price band in yen; null: not known. */
      key: z.string().nullable(),
      name: z.string().nullable(),
      people: Told,
      receipts: Told,
      pieces: z.number().nullable(),
      yen: z.number().nullable(),
      rule: RuleOf,
    }),
  ),
})

export const PairsView = Looked.extend({
  /** Receipts in all. */
  receipts: Told,
  pairs: z.array(
    z.object({
      goods: z.tuple([Good, Good]),
      people: Told,
      /** Receipts with both. */
      both: Told,
      support: z.number(),
      /** Of the receipts with the first good, the share that has the second too. */
      confidence: z.number(),
      /** How many times as often as by chance, with its 95 % interval. */
      lift: z.number(),
      liftFrom: z.number(),
      liftTo: z.number(),
      rule: RuleOf,
    }),
  ),
})

export const SwitchesView = Looked.extend({
  switches: z.array(z.object({ category: z.string(), from: z.string(), to: z.string(), people: Told })),
})

export const FirstBasketsView = Looked.extend({
  /** Within so many days a later receipt counts as coming back. */
  returnDays: z.int(),
  people: Told,
  back: Share,
  goods: z.array(Good.extend({ people: Told, back: Share, rule: RuleOf })),
})
