import { CUSTOMER_ORDERS, type customers } from '@tamaru/db'
import { MileageRank, Rule, shownName, ShownName, STAGES, type Held } from '@tamaru/domain'
import { z } from '@hono/zod-openapi'
import { pageOf, pageQuery, PLACES } from '../http/paging.ts'

/** A rule as JSON in a query; one that cannot be read is refused. */
const RuleText = z
  .string()
  .max(12_000)
  .transform((text, context): Rule => {
    const { data } = Rule.safeParse(parseJson(text))
    if (data === undefined) context.addIssue({ code: 'custom', message: 'no rule' })
    return data!
  })
  .openapi({ type: 'string', description: 'A rule as JSON, as docs/segments.md has it' })

/** Whom is asked about: all, or those of a segment, of a rule, or of both. */
export const WhomQuery = z.object({ segment: z.uuid().optional(), rule: RuleText.optional() })
export type Whom = z.infer<typeof WhomQuery>

const Order = z.enum(CUSTOMER_ORDERS).default('joined')
export const CustomerQuery = pageQuery(PLACES.amount).extend(WhomQuery.shape).extend({ order: Order })
export const CsvQuery = WhomQuery.extend({ order: Order, language: z.enum(['ja', 'en']).default('ja') })

export const CustomerView = z.object({
  shopperId: z.uuid(),
  displayName: ShownName.nullable(),
  friend: z.boolean().nullable(),
  joinedAt: z.iso.datetime(),
  stage: z.enum(STAGES),
  /** Whether they let their purchases be looked at; if not, they count as none. */
  analysis: z.boolean(),
  receipts: z.int(),
  spent_yen: z.number(),
  lastReceiptOn: z.iso.date().nullable(),
  nps: z.int().nullable(),
  points: z.int(),
  rank: MileageRank,
  tags: z.array(z.string()),
})
export type CustomerView = z.infer<typeof CustomerView>
export const CustomerList = pageOf(CustomerView)

export const CustomerCount = z.object({
  people: z.int(),
  /** Who of them joined within the last seven days, today counted. */
  newcomers: z.int(),
  computedAt: z.iso.datetime(),
})

export function toCustomerView(
  to: Held,
  { spentYen, joinedAt, displayName, ...customer }: customers.Customer,
): CustomerView {
  return {
    ...customer,
    displayName: shownName(to, displayName),
    joinedAt: joinedAt.toISOString(),
    spent_yen: spentYen,
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
