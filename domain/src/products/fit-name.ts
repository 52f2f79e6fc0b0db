import type { Misread } from '../names/misread-cost.ts'
import { misreadCost, weightOfAll } from '../names/misread-cost.ts'
import { alignNames } from '../names/normalise-name.ts'
import type { PrintedName, Size } from '../names/parse-printed-name.ts'
import { KINDS } from '../names/signs-of-kind.ts'
import type { SpelledProduct } from './spell-products.ts'

/** How a printed name and a product's spellings agree. Costs and weights as in `misread-cost.ts`: a kana 1, a kanji 2. */
export interface NameFit {
  /** What has to be misread, lost or dirt for the line to be this product. */
  cost: number
  /** 0..1 of brand and body together. */
  score: number
  bodyScore: number
  /** The campaign has a brand for it, and the line carries it without a doubt. */
  hasBrand: boolean
  /** Brand, body and size leave no doubt. */
  isRead: boolean
  /** The brand does, the body less: enough where size and price say the same. */
  isHalfRead: boolean
  /** The product's size is printed. */
  sizeAgrees: boolean
}

/** Of three kana of a brand one may be misread, or of two kanji; with less it is another's. */
const BRAND_AT = 0.5
/** So much of a brand's weight may be misread without a doubt: a lookalike in four kana, not another sign. */
const BRAND_SLIP = 0.17
const BRAND_SLIP_MOST = 0.8
/** How much of the score hangs on the brand. */
const BRAND_SHARE = 0.3
/** Of a body so much. In two kanji it is none, in eight kana one that is unlike. */
const BODY_SLIP = 0.16
const HALF_SLIP = 0.3
/** A name without a brand has nothing else to be known by, and must be long to be cut. */
const BRANDLESS_SLIP = 0.12
const BRANDLESS_CUT_LEAST = 8
/** Tills cut and shorten names; so much at least must stand, in weight, and of the body's weight this share. */
const CUT_LEAST = 4
const CUT_SHARE = 0.4
const CUT_COST = 0.3
/** One sign apart at the end is dirt or the edge of the amount, unless it says another kind of the good. */
const DIRT_COST = 0.3
const SIZE_DOUBT = 0.9

/**
 * Finds the product's best fit in a printed name, or null where the brand is missing or the size is another's.
 * `misread` weighs its signs, where more is known than what is usually misread.
 */
export function fitName(
  printed: PrintedName,
  spelled: SpelledProduct,
  misread: Misread = misreadCost,
): NameFit | null {
  const size = compareSizes(printed.sizes, spelled.sizes)
  if (size === 'other') return null
  const fits = readings(printed.words)
    .flatMap(({ text, stray, mark }) =>
      spelled.forms.flatMap(({ brand, bodies }) =>
        [...fitBrand(text, brand, misread), ...fitLostBrand(text, brand)].flatMap(
          ({ rest, brandCost, isLost }) =>
            // What stands before a brand that is there to the letter is a mark; before anything else it is a part of the name.
            (mark && (brand === '' || brandCost > 0) ? [] : bodies).map((body): SpellingFit => {
              const { cost: bodyCost, isCut } = fitBody(rest, body, misread)
              return {
                brand,
                body,
                rest,
                brandCost,
                bodyCost,
                cost: brandCost + bodyCost,
                isCut,
                stray,
                isLost,
              }
            }),
        ),
      ),
    )
    .filter(
      ({ isLost, isCut, stray, bodyCost }) =>
        !isLost || (size === 'same' && !isCut && stray + bodyCost === 0),
    )
  if (fits.length === 0) return null
  const best = fits.reduce((one, other) => (other.cost + other.stray < one.cost + one.stray ? other : one))
  const { brand, body, rest, brandCost, bodyCost, isCut, stray } = best
  const [brandWeight, bodyWeight] = [weightOfAll(brand), weightOfAll(body)]
  const bodyScore = Math.max(0, 1 - (bodyCost + stray) / bodyWeight)
  const slip = brand === '' ? BRANDLESS_SLIP : BODY_SLIP
  const isBrand = brandCost <= Math.min(brandWeight * BRAND_SLIP, BRAND_SLIP_MOST)
  const isTooCut = brand === '' && isCut && weightOfAll(rest) < BRANDLESS_CUT_LEAST
  const isClear = isBrand && stray <= DIRT_COST && size !== 'doubtful' && !isTooCut
  return {
    cost: best.cost + stray + (size === 'doubtful' ? SIZE_DOUBT : 0),
    score: bodyScore * (1 - (BRAND_SHARE * brandCost) / Math.max(1, brandWeight)),
    bodyScore,
    hasBrand: brand !== '' && isBrand,
    isRead: isClear && bodyCost <= bodyWeight * slip,
    isHalfRead: isClear && brand !== '' && isHalf(rest, body, bodyCost),
    sizeAgrees: size === 'same',
  }
}

/**
 * Kana misread or lost, but none more than the name has; or one kanji that is another and says no kind of good: "袋茶" is
 * 麦茶, and "紅茶" is not.
 */
function isHalf(rest: string, body: string, bodyCost: number): boolean {
  const [printed, meant] = [[...rest], [...body]]
  if (printed.length > meant.length) return false
  if (bodyCost <= weightOfAll(body) * HALF_SLIP) return true
  const off = printed.filter((sign, i) => sign !== meant[i])
  const isKanji = off.length === 1 && /\p{Script=Han}/u.test(off[0]!)
  return isKanji && printed.length === meant.length && !KINDS.test(off[0]!)
}

interface NameWay {
  text: string
  /** What it costs that signs stand before the name, or behind it. */
  stray: number
  /** The first sign was taken for a mark of the till. */
  mark?: boolean
}

/**
 * The ways to read words as a name that begins with the brand: from each word on, with what stands before it as stray
 * signs; without a till's mark (※ * 軽) that was read as the first sign, or one sign of dirt at the end; or with a brand
 * that stands last.
 */
function readings(words: string[]): NameWay[] {
  const ways: NameWay[] = words.map((_, i) => ({
    text: words.slice(i).join(''),
    stray: weightOfAll(words.slice(0, i).join('')) * 0.8,
  }))
  const [first = ''] = words.join('')
  if (!KINDS.test(first))
    ways.push({ text: words.join('').slice(first.length), stray: DIRT_COST, mark: true })
  const last = words.at(-1)
  if (words.length > 1 && last !== undefined) {
    if (last.length === 1 && !KINDS.test(last))
      ways.push({ text: words.slice(0, -1).join(''), stray: DIRT_COST })
    ways.push({ text: last + words.slice(0, -1).join(''), stray: 0.1 })
  }
  return ways
}

interface SpellingFit {
  brand: string
  body: string
  /** What is printed behind the brand. */
  rest: string
  brandCost: number
  bodyCost: number
  cost: number
  isCut: boolean
  /** What it costs that signs stand before the brand. */
  stray: number
  isLost: boolean
}

/** What is printed behind the brand; `isLost`: hardly anything of the brand itself is. */
interface BrandFit {
  rest: string
  brandCost: number
  isLost: boolean
}

/** Where the brand ends is not known when a sign of it was lost or has run into the next. */
function fitBrand(text: string, brand: string, misread: Misread): BrandFit[] {
  if (brand === '') return [{ rest: text, brandCost: 0, isLost: false }]
  const most = weightOfAll(brand) * (1 - BRAND_AT)
  return [brand.length, brand.length - 1, brand.length + 1].flatMap((end) => {
    if (end >= text.length) return []
    const brandCost = alignNames(text.slice(0, end), brand, misread).whole
    return brandCost > most ? [] : [{ rest: text.slice(end), brandCost, isLost: false }]
  })
}

/**
 * More than half of the brand was lost, at its end or at its beginning. It may be another's: such a name is never sure, and
 * is looked at only where all else of it stands there to the letter.
 */
function fitLostBrand(text: string, brand: string): BrandFit[] {
  return [...brand].flatMap((_, i) => {
    const parts = i === 0 ? [] : [brand.slice(0, i), brand.slice(i)]
    return parts
      .filter((part) => text.length > part.length && text.startsWith(part))
      .map((part) => ({
        rest: text.slice(part.length),
        brandCost: weightOfAll(brand) - weightOfAll(part),
        isLost: true,
      }))
  })
}

function fitBody(rest: string, body: string, misread: Misread): { cost: number; isCut: boolean } {
  const { whole, cut } = alignNames(rest, body, misread)
  // ミナトの緑茶: a particle that ties the brand to the good.
  const tied = rest.length > 3 && rest.startsWith('ノ') && !body.startsWith('ノ')
  const best = tied ? Math.min(whole, alignNames(rest.slice(1), body, misread).whole + 0.1) : whole
  const weight = weightOfAll(rest)
  const isLong = weight >= CUT_LEAST && weight >= weightOfAll(body) * CUT_SHARE
  // What a short beginning lacks in signs it may not have in misread ones as well.
  const cutCost = cut.cost * (weightOfAll(body) / weight) + CUT_COST
  return isLong && cutCost < best ? { cost: cutCost, isCut: true } : { cost: best, isCut: false }
}

/**
 * `same` and `none` (not printed, or the product has none) are no doubt, nor is a number that the till cut; one misread
 * digit may be another size; anything else is another good.
 */
function compareSizes(printed: Size[], own: Size[]): 'same' | 'none' | 'doubtful' | 'other' {
  const verdicts = printed.map((size) => compareSize(size, own))
  return (['other', 'doubtful', 'same'] as const).find((verdict) => verdicts.includes(verdict)) ?? 'none'
}

function compareSize({ digits, unit }: Size, own: Size[]): 'same' | 'none' | 'doubtful' | 'other' {
  if (unit === 'count' && !own.some((size) => size.unit === 'count'))
    return digits === '1' ? 'none' : 'doubtful'
  const alike = own.filter((size) => unit === null || size.unit === null || size.unit === unit)
  if (alike.length === 0) return own.length > 0 && unit !== null && unit !== 'count' ? 'other' : 'none'
  if (alike.some((size) => size.digits === digits || (size.unit === 'g' && `${size.digits}9` === digits)))
    return 'same'
  if (unit === null && alike.some((size) => size.digits.startsWith(digits))) return 'none'
  const isNear = alike.some(
    (size) => size.digits.length === digits.length && differences(size.digits, digits) === 1,
  )
  return isNear || unit === null ? 'doubtful' : 'other'
}

function differences(one: string, other: string): number {
  return [...one].filter((sign, i) => sign !== other[i]).length
}
