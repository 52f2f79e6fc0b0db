import { z } from 'zod'

/** LINE's limit for a button's address, in its percent-encoded form. */
const ADDRESS_MAX_LENGTH = 1000

/** "Bought X, never Y → offer Y": one cross-sell rule over what a person's receipts hold. */
export const OfferRule = z.object({
  name: z.string(),
  /** Products of the account. Until an offer is set they may be named by their JANs. */
  boughtProductIds: z.array(z.string()).min(1),
  neverProductIds: z.array(z.string()).min(1),
  title: z.string().min(1).max(40),
  body: z.string().max(200),
  /** Where the button leads: a path of the mini-app ("/…"), or an address of a kind that LINE opens. */
  link: z
    .string()
    .refine(isAddress, 'an address of at most 1000 characters, percent-encoded')
    .regex(/^(\/|https?:\/\/|line:\/\/|tel:)/, 'begins with /, http(s)://, line:// or tel:'),
})
export type OfferRule = z.infer<typeof OfferRule>

/** All offers of an account, each known by its name. */
export const OfferRules = z
  .array(OfferRule)
  .refine((rules) => new Set(rules.map(({ name }) => name)).size === rules.length, 'two have the same name')

/** Tells whether a person whose receipts hold `boughtProductIds` gets the offer. */
export function offerApplies(rule: OfferRule, boughtProductIds: ReadonlySet<string>): boolean {
  return (
    rule.boughtProductIds.some((id) => boughtProductIds.has(id)) &&
    !rule.neverProductIds.some((id) => boughtProductIds.has(id))
  )
}

function isAddress(link: string): boolean {
  const base = 'https://liff.line.me'
  return URL.canParse(link, base) && new URL(link, base).href.length <= ADDRESS_MAX_LENGTH
}
