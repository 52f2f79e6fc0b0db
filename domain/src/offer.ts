import { z } from 'zod'

/** "Bought X, never Y → offer Y": one cross-sell rule over what a person's receipts hold. */
export const OfferRule = z.object({
  name: z.string(),
  boughtProductIds: z.array(z.string()).min(1),
  neverProductIds: z.array(z.string()).min(1),
  title: z.string().max(40),
  body: z.string().max(200),
  /** Where the button leads; opens inside the mini-app when it begins with "/". */
  link: z.string(),
})
export type OfferRule = z.infer<typeof OfferRule>

/** Whether a person whose receipts hold `boughtProductIds` gets the offer. */
export function offerApplies(rule: OfferRule, boughtProductIds: ReadonlySet<string>): boolean {
  return (
    rule.boughtProductIds.some((id) => boughtProductIds.has(id)) &&
    !rule.neverProductIds.some((id) => boughtProductIds.has(id))
  )
}
