import { ApprovalQuestion, Decision, LikeReceipt, Reading, ShownName } from '@tamaru/domain'
import { z } from 'zod'

const Words = z.object({ ja: z.string(), en: z.string() })

/** Another entry that shows, or may show, the same receipt. */
export const LikeEntry = LikeReceipt.pick({
  entryId: true,
  samePerson: true,
  state: true,
  score: true,
}).extend({
  /** As likely as makes the machine turn an entry down. */
  certain: z.boolean(),
  /** Why, the weightiest reason first. */
  reasons: z.array(Words),
  /** Whether this person of the staff may open it. What stands below is null where they may not, or where it is not known. */
  mayOpen: z.boolean(),
  shopperName: ShownName.nullable(),
  createdAt: z.iso.datetime().nullable(),
  points: z.int().nullable(),
  merchantName: Reading.shape.merchant.shape.name,
  purchasedAt: Reading.shape.purchasedAt,
  total_yen: Reading.shape.total,
})

/** What an approval would do if it were given now. Nothing of it is written. */
export const ApprovalPreview = z.object({
  /** By rule; null where no product is chosen and the campaign wants one. */
  earns: Decision.pick({ points: true, lines: true, stamps: true }).nullable(),
  balance: z.object({
    now: z.int(),
    after: z.int(),
    /** Points of this entry that can be used later only, and the day from which. */
    pending: z.int(),
    usableFrom: z.iso.date().nullable(),
    /** Points that pay back what this person owes. */
    repays: z.int(),
  }),
  /** What would be kept as bought. `line` counts the receipt's lines from 0. */
  goods: z.array(
    z.object({
      line: z.int(),
      name: z.string(),
      productId: z.string().nullable(),
      quantity: z.number(),
      amount_yen: z.int(),
    }),
  ),
  /** The sum of these, that of all that was read, and the receipt's total. */
  kept_yen: z.int(),
  read_yen: z.number(),
  total_yen: Reading.shape.total,
  likeEntries: z.array(LikeEntry),
  /** What stands against it. An approval names by `key` those that were seen and those that are confirmed. */
  questions: z.array(ApprovalQuestion.extend({ key: z.string() })),
})
export type LikeEntry = z.infer<typeof LikeEntry>
export type ApprovalPreview = z.infer<typeof ApprovalPreview>
