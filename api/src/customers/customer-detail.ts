import { AskedPurpose, Prefecture, ShownName, TestSide } from '@tamaru/domain'
import { z } from '@hono/zod-openapi'
import { CustomerView } from './customer-view.ts'

/** All that stands at the head of one person's page. */
export const CustomerDetail = z.object({
  shopperId: z.uuid(),
  displayName: ShownName.nullable(),
  joinedAt: z.iso.datetime(),
  /** Since when they have stopped their use; null: they have not. */
  stoppedAt: z.iso.datetime().nullable(),
  /** Whose side somebody who tries the account out is on; null: a person who shops. */
  testSide: TestSide.nullable(),
  prefecture: Prefecture.nullable(),
  language: z.enum(['ja', 'en']).nullable(),
  /** What the books tell of them; null of who has stopped their use. */
  known: CustomerView.omit({ shopperId: true, displayName: true, joinedAt: true, tags: true })
    .extend({
      friendSince: z.iso.datetime().nullable(),
      firstReceiptOn: z.iso.date().nullable(),
      /** Where most of their receipts come from. */
      usualStore: z.object({ id: z.uuid(), name: z.string() }).nullable(),
    })
    .nullable(),
  /** What they bought in the brand's own shops, as files that were taken in tell: no receipts. None where it may not be looked at. */
  ownShop: z.object({
    purchases: z.int(),
    yen: z.number(),
    /** The last five. */
    last: z.array(
      z.object({ on: z.iso.date(), goods: z.string(), shop: z.string(), yen: z.number(), pieces: z.int() }),
    ),
  }),
  /** What they said last, by purpose; what they were not asked is not in it. */
  consents: z.array(z.object({ purpose: AskedPurpose, given: z.boolean(), at: z.iso.datetime() })),
  tags: z.array(z.object({ id: z.uuid(), name: z.string(), endsOn: z.iso.date().nullable() })),
})
export type CustomerDetail = z.infer<typeof CustomerDetail>
