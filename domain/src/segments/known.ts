import type { Attribute } from '../attributes/attribute.ts'

/** What a condition may name that the account has, or had. */
export const REFERENCE_KINDS = [
  'product',
  'brand',
  'category',
  'store',
  'chain',
  'tag',
  'segment',
  'attribute',
  'audience',
] as const
export type ReferenceKind = (typeof REFERENCE_KINDS)[number]

export interface Reference {
  of: ReferenceKind
  /** Of a brand or a category its name, of a chain its registration number, of an attribute its key. */
  id: string
}

/** What the account has under an id, by now. */
export interface KnownThing {
  name: string
  /** What counts as it: of a product all that staff say is the same, of a brand its products, of a chain its stores, of a merged tag the other. */
  ids: readonly string[]
  /** Of a segment: its rule, as it is stored. */
  rule?: unknown
  /** Of an attribute: what it is, and whether anybody has a value of it. */
  attribute?: Attribute & { isWritten: boolean }
}

/** All that a rule may name, by kind and id. What is not in it is gone. */
export type Known = Readonly<Record<ReferenceKind, ReadonlyMap<string, KnownThing>>>

/** What counts as any of these. */
export function idsOf(known: Known, of: ReferenceKind, ids: readonly string[]): string[] {
  return [...new Set(ids.flatMap((id) => known[of].get(id)?.ids ?? []))]
}

/** Names these, 「緑茶」か「麦茶」; what is gone by its id. */
export function namesOf(known: Known, of: ReferenceKind, ids: readonly string[]): { ja: string; en: string } {
  const names = ids.map((id) => known[of].get(id)?.name ?? id)
  return {
    ja: names.map((name) => `「${name}」`).join('か'),
    en: names.map((name) => `“${name}”`).join(' or '),
  }
}
