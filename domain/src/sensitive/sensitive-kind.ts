import { z } from 'zod'
import { normaliseName } from '../names/normalise-name.ts'
import { NOT_SENSITIVE, SENSITIVE_GOODS, SENSITIVE_SHOPS, TOWNS_LIKE_TEMPLES } from './sensitive-words.ts'

/** What a purchase would say of a person: for nothing but the decision, unless they agreed to that by itself. */
export const SensitiveKind = z.enum(['health', 'adult', 'religion', 'politics'])
export type SensitiveKind = z.infer<typeof SensitiveKind>

type Words = Readonly<Record<SensitiveKind, readonly string[]>>
const normalised = (words: Words) =>
  SensitiveKind.options.map((kind) => [kind, words[kind].map(normaliseName)] as const)
const GOODS = normalised(SENSITIVE_GOODS)
const SHOPS = normalised(SENSITIVE_SHOPS)
const NOT = NOT_SENSITIVE.map(normaliseName)
const TOWNS = TOWNS_LIKE_TEMPLES.map(normaliseName)

function kindIn(words: typeof GOODS, name: string): SensitiveKind | null {
  const rest = NOT.reduce((text, not) => text.replaceAll(not, '＿'), name)
  return words.find(([, some]) => some.some((word) => rest.includes(word)))?.[0] ?? null
}

/** Tells of which sensitive kind a good is by its printed or catalogued name; null of most. */
export const kindOfGood = (name: string): SensitiveKind | null => kindIn(GOODS, normaliseName(name))

/** Tells of which sensitive kind a shop is by its name; null of most, and of drugstores, which sell everything. */
export function kindOfShop(name: string): SensitiveKind | null {
  const text = normaliseName(name)
  const isTemple = /寺(本堂|別院|本坊)?$/.test(text) && !TOWNS.some((town) => text.endsWith(town))
  return kindIn(SHOPS, text) ?? (isTemple ? 'religion' : null)
}
