import type { CampaignProduct } from './product.ts'
import type { ProductMatch } from './product-match.ts'
import { cancelRefunds, nameWithoutRefund } from './cancel-refunds.ts'
import { countPieces, isAboutItsPrice } from './count-pieces.ts'
import { misreadWith } from '../names/misread-with.ts'
import { fitName, type NameFit } from './fit-name.ts'
import { normaliseName } from '../names/normalise-name.ts'
import { parsePrintedName, type PrintedName } from '../names/parse-printed-name.ts'
import type { ReadingItem, SignDoubt } from '../receipts/reading.ts'
import { spellProducts, type SpelledProduct } from './spell-products.ts'

/** The part of a campaign's rules that names goods. */
export interface MatchedCampaign {
  products: readonly CampaignProduct[]
  /** The sponsor's goods that do not count. */
  otherProducts?: readonly CampaignProduct[]
  sponsor?: string
}

/** Of what a name weighs so much is left: below it a person could not tell either. */
const UNSURE_AT = 0.5
/** Less than this of a name is no trace of it. */
const TRACE_AT = 0.25
/** A second product that costs so little more to read into the line makes the choice unsure. */
const MARGIN = 0.7

/**
 * Tells which of the campaign's products stand on the receipt, and how many of each. A line counts for sure when it
 * carries the brand, what is left of it is one of the product's spellings (as a whole, or cut where a till cuts), its
 * size and price do not speak against it, and no other product of the campaign is about as near. A wrong credit costs
 * more than a person's look: what is merely likely is `unsure`. What was given back on the same receipt is not counted.
 */
export function matchProducts(items: readonly ReadingItem[], campaign: MatchedCampaign): ProductMatch[] {
  return startMatcher(campaign)(items)
}

/** `matchProducts` for one campaign's receipts, whichever comes next. */
export type Matcher = (items: readonly ReadingItem[]) => ProductMatch[]

/** So many names are remembered; tills print the same ones again and again. */
const MOST_REMEMBERED = 200_000

/**
 * Starts a matcher for many receipts: the campaign's products are spelled once, and a name that came before is not
 * compared again. The matches are those of `matchProducts`.
 */
export function startMatcher({
  products: counting,
  otherProducts = [],
  sponsor = '',
}: MatchedCampaign): Matcher {
  const products = spellProducts([...counting, ...otherProducts], sponsor)
  const others = new Set(otherProducts.map(({ id }) => id))
  const known = new Map<string, NameLook>()
  const look = ({ name, doubts }: ReadingItem): NameLook => {
    // What was in doubt is in doubt on this photo only.
    if (doubts?.length) return lookAtName(name, doubts, products, others)
    if (known.size >= MOST_REMEMBERED) known.clear()
    const looked = known.get(name) ?? lookAtName(name, [], products, others)
    known.set(name, looked)
    return looked
  }
  return (items) => {
    const matches = items.flatMap((item, index) => matchItem(item, index, look(item)) ?? [])
    return cancelRefunds(matches, items)
  }
}

type Candidate = NameFit & { spelled: SpelledProduct }

/** What a printed name alone tells, before quantity and price. */
interface NameLook {
  printed: PrintedName
  /** The products that it names outright. */
  named: SpelledProduct[]
  /** The likeliest of the others, and the one after it. */
  best: Candidate | undefined
  second: Candidate | undefined
}

function lookAtName(
  name: string,
  doubts: readonly SignDoubt[],
  products: SpelledProduct[],
  others: ReadonlySet<string>,
): NameLook {
  const misread = misreadWith(doubts)
  const printed = parsePrintedName(nameWithoutRefund(name))
  const counts = ({ product }: SpelledProduct) => !others.has(product.id)
  const named = products.filter((product) => isNamedOutright(name, printed, product))
  const [best, second] = products
    .flatMap((spelled): Candidate[] => {
      const fit = fitName(printed, spelled, misread)
      return fit ? [{ ...fit, spelled }] : []
    })
    .sort((a, b) => a.cost - b.cost)
  if (!best || !others.has(best.spelled.product.id))
    return { printed, named: named.filter(counts), best, second }
  // A good that does not count is the likeliest: what counts is about as near, and then a person tells, or is not there.
  const nearest = second && counts(second.spelled) && second.cost - best.cost < MARGIN
  return { printed, named: named.filter(counts), best: nearest ? second : undefined, second: best }
}

function matchItem(
  item: ReadingItem,
  index: number,
  { printed, named, best, second }: NameLook,
): ProductMatch | null {
  if (item.amount === 0) return null
  const match = (product: CampaignProduct, score: number, isSure: boolean): ProductMatch => {
    const { pieces, isCertain } = countPieces(item, printed, product)
    return {
      item: index,
      productId: product.id,
      quantity: pieces,
      score: Math.round(score * 100) / 100,
      certainty: isSure && isCertain ? 'sure' : 'unsure',
    }
  }
  if (named.length === 1) return match(named[0]!.product, 1, true)
  if (!best || !isWorthALook(item, best)) return null
  const { product } = best.spelled
  const isAlone = second === undefined || second.cost - best.cost >= MARGIN
  const isBacked = best.sizeAgrees && isAboutItsPrice(item, product)
  const isOther = printed.jan !== null && product.jan !== null && printed.jan !== product.jan
  const isSure = (best.isRead || (isBacked && best.isHalfRead)) && isAlone && !isOther
  return match(product, best.score, isSure)
}

/** The product's code, or one of its aliases to the letter: no likeness is asked for then. */
function isNamedOutright(name: string, { jan }: PrintedName, { product, aliases }: SpelledProduct) {
  return aliases.has(normaliseName(name)) || (jan !== null && jan === product.jan)
}

/**
 * Half of the name was read; or the brand, with a trace of the rest, or with what is no words and the product's price:
 * a person looks, since dropping it unseen would cost the shopper points.
 */
function isWorthALook(item: ReadingItem, { score, hasBrand, bodyScore, spelled }: Candidate): boolean {
  if (score >= UNSURE_AT) return true
  const isGarbled = /[^\p{L}\p{N}]/u.test(normaliseName(item.name))
  return hasBrand && (bodyScore >= TRACE_AT || (isGarbled && isAboutItsPrice(item, spelled.product)))
}
