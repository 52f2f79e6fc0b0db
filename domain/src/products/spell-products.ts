import type { CampaignProduct } from './product.ts'
import { normaliseName } from '../names/normalise-name.ts'
import { parsePrintedName, type Size } from '../names/parse-printed-name.ts'

/** A campaign product in the spellings in which tills may print it. All normalised. */
export interface SpelledProduct {
  product: CampaignProduct
  /** Brands, and what is left of the name without brand and size, in kanji, in kana and in mixtures of the two. */
  forms: { brand: string; bodies: string[] }[]
  /** Whole printed names that mean this product, whatever stands in them. */
  aliases: Set<string>
  sizes: Size[]
}

const MOST_BODIES = 60

/** Spells a campaign's products in the ways in which tills may print them. */
export function spellProducts(products: readonly CampaignProduct[], sponsor: string): SpelledProduct[] {
  const names = products.map(({ name }) => parsePrintedName(name).words)
  const kanas = products.map(({ kana }) => parsePrintedName(kana ?? '').words)
  const nameBrands = knownBrands(names, sponsor)
  // What a reading shares with a sponsor that is written in kanji is but a part of the brand.
  const kanaBrands = [...nameBrands, ...knownBrands(kanas)]
  return products.map((product, i) => {
    const name = partBrand(names[i]!, nameBrands)
    const kana = partBrand(kanas[i]!, kanaBrands)
    const brands = [...new Set([name.brand, kana.brand])].filter(Boolean)
    const aliases = product.aliases.map((alias) => partBrand(parsePrintedName(alias).words, brands))
    const branded = [name, kana, ...aliases].filter(({ brand }) => brand !== '')
    // A name or reading of which nobody can say where the brand ends is recognised whole.
    const whole = [name, kana].filter(({ brand }) => brand === '').map(({ words }) => words.join(''))
    const isMixed = (name.brand === '') === (kana.brand === '')
    const mixed = isMixed ? mixKana(name.words.join(''), kana.words.join('')) : []
    const bodies = [...branded.flatMap(({ words }) => turnWords(words)), ...(brands.length > 0 ? mixed : [])]
    const forms = [
      ...brands.map((brand) => ({ brand, bodies: distinct(bodies) })),
      { brand: '', bodies: distinct([...whole, ...(brands.length > 0 ? [] : mixed)]) },
    ]
    return {
      product,
      forms: forms.filter((form) => form.bodies.length > 0),
      aliases: new Set(product.aliases.map(normaliseName).filter(Boolean)),
      sizes: parsePrintedName(product.name).sizes,
    }
  })
}

const distinct = (bodies: string[]) => [...new Set(bodies)].filter(Boolean).slice(0, MOST_BODIES)

/**
 * Words that may be brands: the first of several ("ミナト 緑茶"), what a name in one word shares with the sponsor's
 * ("ミナト食品", "ミナト緑茶"), and what all names in one word begin with.
 */
function knownBrands(names: string[][], sponsor = ''): string[] {
  const first = names.filter(({ length }) => length > 1).map(([word]) => word!)
  const single = names.filter(({ length }) => length === 1).map(([word]) => word!)
  const shared = [
    ...single.map((name) => commonStart([name, normaliseName(sponsor)])),
    ...(single.length > 1 ? [commonStart(single)] : []),
  ].filter((start) => start.length > 1 && !single.includes(start))
  return [...new Set([...first, ...shared])].sort((a, b) => b.length - a.length)
}

function partBrand(words: string[], brands: string[]): { brand: string; words: string[] } {
  const whole = words.join('')
  const brand = brands.find((known) => whole.startsWith(known) && whole.length > known.length)
  if (brand === undefined) return { brand: '', words }
  if (words[0] === brand) return { brand, words: words.slice(1) }
  return { brand, words: [whole.slice(brand.length)] }
}

/** Of two words either may come first: "のり塩 チップス", "チップス のり塩". */
function turnWords(words: string[]): string[] {
  return words.length === 2 ? [words.join(''), `${words[1]}${words[0]}`] : [words.join('')]
}

/**
 * A name of which a part is printed in kana: "むぎ茶" of 麦茶, "みそ汁" of 味噌汁. Where in the reading one kanji ends and
 * the next begins is not known, so that every place is allowed: what is no word is not printed either.
 */
function mixKana(name: string, kana: string): string[] {
  const runs = name.match(/\p{Script=Han}+|\P{Script=Han}+/gu) ?? []
  const isKanji = (run: string) => /\p{Script=Han}/u.test(run)
  const pattern = runs.map((run) => (isKanji(run) ? '(.+?)' : `(${escape(run)})`)).join('')
  const readings = new RegExp(`^${pattern}$`, 'u').exec(kana)?.slice(1)
  if (!readings || kana === '') return []
  return runs.reduce<string[]>(
    (begun, run, i) => {
      const ways = isKanji(run) ? mixRun(run, readings[i]!) : [run]
      return begun.flatMap((start) => ways.map((way) => start + way)).slice(0, MOST_BODIES)
    },
    [''],
  )
}

const escape = (run: string) => run.replace(/[$()*+./?[\\\]^{|}-]/g, '\\$&')

function mixRun(kanji: string, reading: string): string[] {
  const ways = [kanji, reading]
  for (let i = 1; i < kanji.length; i++)
    for (let j = 1; j < reading.length; j++)
      ways.push(reading.slice(0, j) + kanji.slice(i), kanji.slice(0, i) + reading.slice(j))
  return ways
}

function commonStart([first = '', ...others]: string[]): string {
  let start = first
  for (const other of others) while (!other.startsWith(start)) start = start.slice(0, -1)
  return start
}
