import { CUSTOMER_ORDERS, type customers, type happenings } from '@tamaru/db'
import { HAPPENING_KINDS, MileageRank, shownName, ShownName, type Held } from '@tamaru/domain'
import { z } from 'zod'
import { pageOf, pageQuery, PLACES } from '../http/paging.ts'

export const CustomerQuery = pageQuery(PLACES.amount).extend({
  order: z.enum(CUSTOMER_ORDERS).default('joined'),
  /** Only who is in this segment. */
  segment: z.uuid().optional(),
})

export const CustomerView = z.object({
  shopperId: z.uuid(),
  displayName: ShownName.nullable(),
  friend: z.boolean().nullable(),
  joinedAt: z.iso.datetime(),
  /** Whether they let their purchases be looked at; if not, they count as none. */
  analysis: z.boolean(),
  receipts: z.int(),
  spent_yen: z.number(),
  lastReceiptOn: z.iso.date().nullable(),
  nps: z.int().nullable(),
  points: z.int(),
  rank: MileageRank,
})
export const CustomerList = pageOf(CustomerView)

export function toCustomerView(
  to: Held,
  { spentYen, joinedAt, displayName, rank, ...customer }: customers.Customer,
): z.infer<typeof CustomerView> {
  return {
    ...customer,
    displayName: shownName(to, displayName),
    joinedAt: joinedAt.toISOString(),
    spent_yen: spentYen,
    rank: MileageRank.parse(rank),
  }
}

export const TimelineQuery = pageQuery(PLACES.momentNumber)
export const TimelineList = pageOf(
  z.object({
    id: z.string(),
    kind: z.enum(HAPPENING_KINDS),
    at: z.iso.datetime(),
    payload: z.record(z.string(), z.unknown()),
  }),
)
export const toTimelineView = ({ id, kind, at, payload }: happenings.StoredHappening) => ({
  ...{ id, kind, at: at.toISOString() },
  payload: payload as Record<string, unknown>,
})
