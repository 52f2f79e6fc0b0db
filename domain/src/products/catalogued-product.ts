import { z } from 'zod'
import { textOf } from '../faults/fault.ts'
import { hasCheckDigit } from '../names/parse-printed-name.ts'
import { LONGEST, MOST } from '../numbers/bounds.ts'
import { Picture } from '../pictures/picture.ts'

const Text = z.string().trim().min(1).max(500)
const Jan = textOf('jan', (code) => /^(\d{8}|\d{13})$/.test(code) && hasCheckDigit(code))

const facts = {
  /** No other product of the account has it. */
  jan: Jan.nullable(),
  name: Text,
  /** The name's reading in katakana: what tills print when they print no kanji. */
  kana: Text.nullable(),
  aliases: z.array(Text).max(LONGEST.aliases!),
  price_yen: z.int().positive().max(MOST.price_yen!).nullable(),
  brand: Text.nullable(),
  category: Text.nullable(),
  picture: Picture.nullable(),
}

/** What staff say of a good of the account. Null, or left out: nothing is known. */
export const ProductFacts = z.object({
  ...facts,
  jan: facts.jan.default(null),
  kana: facts.kana.default(null),
  aliases: facts.aliases.default([]),
  price_yen: facts.price_yen.default(null),
  brand: facts.brand.default(null),
  category: facts.category.default(null),
  picture: facts.picture.default(null),
})
export type ProductFacts = z.infer<typeof ProductFacts>

/** What of it changes; what is left out stays as it is. */
export const ProductChange = z.object(facts).partial()

/** A good of the account, whichever campaigns name it. */
export interface CataloguedProduct extends ProductFacts {
  id: string
}

/** The lists of a campaign's rules that name goods. */
const LISTS = ['products', 'otherProducts'] as const

/** The ids that written rules give their goods, whatever else is wrong with them. */
export function idsOfGoods(written: Readonly<Record<string, unknown>>): string[] {
  return LISTS.flatMap((list) => linesOf(written[list])).flatMap(({ id }) =>
    typeof id === 'string' ? [id] : [],
  )
}

/**
 * Fills goods that were chosen from the catalogue with what it says of them: a snapshot, by which judging stays a pure
 * function of its version. Points are the campaign's own, and so are goods whose id is of no product.
 */
export function fillFromCatalogue<R extends Readonly<Record<string, unknown>>>(
  written: R,
  catalogue: ReadonlyMap<string, CataloguedProduct>,
): R {
  const fill = (line: unknown) => {
    const product = isLine(line) ? catalogue.get(String(line.id)) : undefined
    if (!product) return line
    const { jan, name, kana, aliases, price_yen } = product
    return { ...(line as object), jan, name, kana, aliases, price_yen }
  }
  const filled = LISTS.filter((list) => Array.isArray(written[list])).map((list) => [
    list,
    (written[list] as unknown[]).map(fill),
  ])
  return { ...written, ...(Object.fromEntries(filled) as object) }
}

const isLine = (line: unknown): line is Record<string, unknown> => typeof line === 'object' && line !== null
const linesOf = (list: unknown) => (Array.isArray(list) ? list.filter(isLine) : [])
