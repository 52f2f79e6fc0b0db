import type { CampaignProduct, CampaignRules } from './campaign.ts'
import { normaliseName, similarity } from './normalise-name.ts'
import type { ReadingItem } from './reading.ts'

export interface ProductMatch {
  /** Index into `reading.items`. */
  item: number
  productId: string
  quantity: number
  /** 0..1: how alike the printed and the sponsor's name are. */
  score: number
  /** `sure` counts for points; `unsure` goes to staff. */
  certainty: 'sure' | 'unsure'
}

const SURE_AT = 0.8
/** Of two kanji one may be misread: "禄茶" may be 緑茶, and only a look at the photo tells. */
const UNSURE_AT = 0.5
/** Half of a short name is enough where size and price say the same. */
const BACKED_AT = 0.45
/** A name whose brand lost its first sign is looked at by a person, however like the rest is. */
const LEAD_LOST_AT = 0.79
/** Less than this of a name is no trace of it. */
const TRACE_AT = 0.25
/** Of three kana of a brand one may be misread. */
const BRAND_AT = 0.6
/** One or two signs behind the name, apart from it, are often dirt or the edge of the amount. */
const TAIL_COST = 0.97
/** Shops set their own prices; a fifth more or less is still the same good. */
const PRICE_MARGIN = 0.2
/** A second product this close to the best one makes the choice unsure. */
const MARGIN = 0.08

/**
 * Which of the campaign's products stand on the receipt. A printed name matches when it carries the brand (or a word
 * that may be a misread brand) and what is left is like one of the product's spellings, cut names included.
 */
export function matchProducts(items: readonly ReadingItem[], campaign: CampaignRules): ProductMatch[] {
  const brand = normaliseName(brandOf(campaign.products.map((product) => product.name.normalize('NFKC'))))
  const spellings = campaign.products.map((product) => ({ product, forms: formsOf(product, brand) }))
  return items.flatMap((item, index) => matchItem(item, index, brand, spellings) ?? [])
}

interface Spelling {
  product: CampaignProduct
  forms: string[]
}

function matchItem(
  item: ReadingItem,
  index: number,
  brand: string,
  spellings: Spelling[],
): ProductMatch | null {
  if (item.amount <= 0) return null
  const ranked = spellings
    .map(({ product, forms }) => ({ product, score: scoreName(item.name, brand, forms) }))
    .sort((a, b) => b.score - a.score)
  const backed = ranked.filter(({ product, score }) => score >= BACKED_AT && isBacked(item, product))
  if (backed.length === 1) return describe(item, index, backed[0]!, 'sure')
  const [best, second] = ranked
  if (!best || (best.score < UNSURE_AT && !mayBeSponsors(item, brand, best))) return null
  const clear = best.score >= SURE_AT && best.score - (second?.score ?? 0) >= MARGIN
  return describe(item, index, best, clear ? 'sure' : 'unsure')
}

function describe(
  item: ReadingItem,
  index: number,
  { product, score }: { product: CampaignProduct; score: number },
  certainty: ProductMatch['certainty'],
): ProductMatch {
  return {
    item: index,
    productId: product.id,
    quantity: Math.max(1, Math.round(item.quantity)),
    score: Math.round(score * 100) / 100,
    certainty,
  }
}

/**
 * Half a name with the product's own size behind it, at about its price: of 麦茶 600ml one kanji may be misread and
 * there is still no other product of the sponsor that it could be.
 */
function isBacked(item: ReadingItem, product: CampaignProduct): boolean {
  const size = sizeOf(product.name)
  return size !== null && sizeOf(item.name) === size && isAboutItsPrice(item, product)
}

function isAboutItsPrice(item: ReadingItem, { price_yen }: CampaignProduct): boolean {
  const paid_yen = (item.amount + item.discount) / item.quantity
  return price_yen !== null && Math.abs(paid_yen - price_yen) <= price_yen * PRICE_MARGIN
}

/** The number of a name's size ("600" of "麦茶 600ml"), or null. */
function sizeOf(name: string): string | null {
  return /(\d{2,4})\s*(?:ml|g)?$/i.exec(name.normalize('NFKC').trim())?.[1] ?? null
}

/**
 * The brand was read and the rest was not, but a likeness or the price is left of it: a person looks, since dropping it
 * unseen would cost the shopper points.
 */
function mayBeSponsors(
  item: ReadingItem,
  brand: string,
  best: { product: CampaignProduct; score: number },
): boolean {
  const name = normaliseName(item.name)
  if (brand === '' || name.length <= brand.length || brandLikeness(name, brand) < BRAND_AT) return false
  return best.score >= TRACE_AT || isAboutItsPrice(item, best.product)
}

/** The product's spellings without brand and size: what has to be recognised in the rest of the printed name. */
function formsOf(product: CampaignProduct, brand: string): string[] {
  return [product.name, product.kana, ...product.aliases]
    .filter((spelling) => spelling !== null)
    .map((spelling) => withoutSize(normaliseName(spelling).replace(brand, '')))
    .filter((form) => form.length > 0)
}

function scoreName(printed: string, brand: string, forms: string[]): number {
  const withoutTail = printed.trim().replace(/(\S)[\s_]+\S{1,2}$/u, '$1')
  const whole = scoreSpelling(normaliseName(printed), brand, forms)
  return Math.max(whole, scoreSpelling(normaliseName(withoutTail), brand, forms) * TAIL_COST)
}

function scoreSpelling(name: string, brand: string, forms: string[]): number {
  // The edge of the paper takes the first sign of a name before any other: likely, and never sure.
  const leadLost = brand.length >= 3 && name.startsWith(brand.slice(1))
  if (leadLost) return Math.min(LEAD_LOST_AT, scoreSpelling(brand[0] + name, brand, forms))
  const brandScore = brandLikeness(name, brand)
  if (brandScore < BRAND_AT || name.length <= brand.length) return 0
  const rest = withoutSize(name.slice(brand.length)).replace(/^ノ(?=.{3})/, (no) =>
    forms.some((f) => f.startsWith('ノ')) ? no : '',
  )
  const restScore = Math.max(...forms.map((form) => likeness(rest, form)))
  return restScore * (0.7 + 0.3 * brandScore)
}

function brandLikeness(name: string, brand: string): number {
  return brand === '' ? 1 : similarity(name.slice(0, brand.length), brand)
}

/** Tills cut names: "ミルクチヨコ" is the whole of what fits of "ミルクチヨコレト". At least four characters must stand. */
function likeness(rest: string, form: string): number {
  const whole = similarity(rest, form)
  const cut =
    rest.length >= 4 && rest.length < form.length ? similarity(rest, form.slice(0, rest.length)) * 0.97 : 0
  return Math.max(whole, cut)
}

function withoutSize(name: string): string {
  return name.replace(/\d+(ml|l|g|kg|個|本|枚|入|p)?$/i, '')
}

/**
 * The sponsor's brand: what every product's name begins with, in whole words ("ミナト "), so that the first letters that
 * two flavours happen to share are left to tell them apart.
 */
function brandOf(names: string[]): string {
  const [first = '', ...others] = names
  if (others.length === 0) return first.split(/\s/)[0]!
  let prefix = first
  for (const name of others) while (!name.startsWith(prefix)) prefix = prefix.slice(0, -1)
  return /\s/.test(prefix) ? prefix.replace(/\S+$/, '') : prefix
}
