import { z } from '@hono/zod-openapi'
import type { attributes, attributeValues } from '@tamaru/db'
import {
  type Attribute,
  AttributeChoice,
  AttributeKey,
  AttributeKind,
  AttributeSource,
  AttributeWords,
  keptAttribute,
  valueOn,
  wordsOfValue,
} from '@tamaru/domain'
import { pageOf, pageQuery, toPageView } from '../http/paging.ts'

const BothLanguages = z.object({ ja: z.string(), en: z.string() })

export const AttributeView = z.object({
  key: z.string(),
  kind: AttributeKind,
  words: BothLanguages,
  choices: z.array(AttributeChoice),
  /** Null: it is built in. */
  purpose: z.string().nullable(),
  keptDays: z.int().nullable(),
  /** The attribute that it is worked out from; null: it is told itself. */
  of: z.string().nullable(),
  /** Whether anybody has a value; without, a rule that asks for it means nobody. */
  isWritten: z.boolean(),
  archivedAt: z.iso.datetime().nullable(),
})
export const AttributeList = pageOf(AttributeView)
export const AttributeQuery = pageQuery(z.tuple([AttributeKey]))

/** What is left out stays. A choice that people have keeps its key. */
export const AttributeChange = AttributeWords.extend({ archived: z.boolean() }).partial()

export const TellingOfValue = z.strictObject({
  /** As people write it: the key or a word of a choice, a number, a day, yes or no; null takes it back. */
  value: z.string().max(200).nullable(),
})

export const PersonAttributes = pageOf(
  z.object({
    attribute: z.string(),
    words: BothLanguages,
    value: z.string(),
    said: BothLanguages,
    source: AttributeSource,
    toldAt: z.iso.datetime(),
  }),
)

export function toAttributeView(one: attributes.StoredAttribute, written: ReadonlySet<string>) {
  const { key, kind, words, choices, purpose, keptDays, archivedAt } = one
  const kept = keptAttribute(key)
  return {
    ...{ key, kind, words, choices: [...choices], purpose, keptDays },
    of: kept === key ? null : kept,
    isWritten: written.has(kept),
    archivedAt: archivedAt?.toISOString() ?? null,
  }
}

/** What is known of a person on a day, in the order of the attributes; what follows from others included. */
export function toPersonAttributes(
  defined: readonly attributes.StoredAttribute[],
  stored: readonly attributeValues.StoredValue[],
  today: string,
) {
  const byKey = new Map(stored.map((each) => [each.attribute, each]))
  const kept = Object.fromEntries(stored.map(({ attribute, value }) => [attribute, value!]))
  return defined.flatMap((attribute: Attribute) => {
    const { key, words } = attribute
    const value = valueOn(key, kept, today)
    if (value === undefined) return []
    const { source, toldAt } = byKey.get(keptAttribute(key))!
    const said = wordsOfValue(attribute, value)
    return [{ attribute: key, words, value, said, source, toldAt: toldAt.toISOString() }]
  })
}

/** Cuts a page out of rows that stand in the order of the attributes; a place is the key of the attribute before. */
export function cutPage<Row>(
  rows: readonly Row[],
  keyOf: (row: Row) => string,
  { after, limit }: z.infer<typeof AttributeQuery>,
) {
  const from = after ? rows.findIndex((row) => keyOf(row) === after[0]) + 1 : 0
  const items = rows.slice(from, from + limit)
  const last = items.at(-1)
  return toPageView({ items, next: last && from + limit < rows.length ? [keyOf(last)] : null }, (row) => row)
}
