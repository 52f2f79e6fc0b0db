import type { CampaignRules } from '../../campaigns/campaign.ts'
import type { MatchedProduct } from '../decision.ts'
import { isNoneOf, matchStore } from '../../stores/match-store.ts'
import { amountOf, type Bought, type PointsEarned } from '../earn-points.ts'
import type { Reading } from '../../receipts/reading.ts'
import { isCertain, makeCheck, type Finding } from './make-check.ts'

/**
 * The shop takes part. Turned down for certain only where numbers that were read surely tell that it is another shop: a
 * name alone may be a misread logo, and a T-number is the whole company's.
 */
export function checkStore(reading: Reading, { stores }: CampaignRules): Finding | null {
  if (stores === null) return null
  const { merchant } = reading
  const store = matchStore(merchant, stores)
  if (store) return makeCheck('store_takes_part', 'pass', store.name, 'merchant.name')
  const isOther = isNoneOf(merchant, stores, {
    phone: isCertain(reading, 'merchant.phone'),
    registrationNumber: isCertain(reading, 'merchant.registrationNumber'),
  })
  const value = merchant.name ?? merchant.registrationNumber ?? merchant.phone
  return makeCheck('store_takes_part', isOther ? 'fail' : 'unknown', value, 'merchant.name')
}

/** Checks that campaign goods were bought: `matched`, in the order of the receipt. Null where the campaign asks for none. */
export function checkProducts(
  reading: Reading,
  matched: readonly (MatchedProduct & { item: number })[],
  campaign: CampaignRules,
): Finding | null {
  if (campaign.products.length === 0) return null
  const sure = matched.filter(({ certainty }) => certainty === 'sure')
  const value = sure.map(({ name, quantity }) => `${name} ×${quantity}`).join('、') || null
  const field = sure[0] ? `items.${sure[0].item}.name` : null
  if (sure.length > 0)
    return makeCheck('products_found', matched.length > sure.length ? 'unknown' : 'pass', value, field)
  const nothingThere =
    matched.length === 0 && reading.items.length > 0 && isCertain(reading) && areNamesRead(reading)
  return makeCheck('products_found', nothingThere ? 'fail' : 'unknown', value, field)
}

/** Below this a name was hardly read; readings from before names had a confidence count as read. */
const NAME_LOST_AT = 0.3
/** So large a part of a name's signs in doubt may be any good's; one doubted sign only makes the name unsure as a whole. */
const SIGNS_LOST_AT = 0.5

const areNamesRead = ({ items, fields }: Reading) =>
  items.every(({ name, doubts = [] }, i) => {
    const doubted = new Set(doubts.map(({ read }) => read))
    const signs = [...name].filter((sign) => /\S/.test(sign))
    const lost = signs.filter((sign) => doubted.has(sign)).length
    return (fields[`items.${i}.name`]?.confidence ?? 1) >= NAME_LOST_AT || lost < SIGNS_LOST_AT * signs.length
  })

/** `inDoubt`: goods that may count besides those that do. */
export function checkMinimumSpend(
  reading: Reading,
  bought: Bought,
  { minimumSpend: rule }: CampaignRules,
  inDoubt: boolean,
): Finding | null {
  if (!rule) return null
  const amount_yen = amountOf(bought, rule.of)
  const value = `${amount_yen ?? '?'} / ${rule.yen}`
  const field = rule.of === 'receipt' ? 'total' : null
  if (amount_yen !== null && amount_yen >= rule.yen) return makeCheck('minimum_spend', 'pass', value, field)
  const certain = amount_yen !== null && isCertain(reading, 'total') && !(inDoubt && rule.of === 'products')
  return makeCheck('minimum_spend', certain ? 'fail' : 'unknown', value, field)
}

/** Goods were found and yet nothing comes of them: a set that is not complete, an amount below the first step. */
export function checkConditions(
  reading: Reading,
  bought: Bought,
  earned: PointsEarned,
  campaign: CampaignRules,
  inDoubt: boolean,
): Finding | null {
  if (campaign.products.length > 0 && bought.products.length === 0) return null
  const gives = earned.lines.some(({ points }) => points > 0) || earned.stamps > 0
  const hasChance = campaign.instantWin !== null || campaign.draws.length > 0
  if (gives || hasChance) return makeCheck('conditions_met', 'pass', null)
  const value = campaign.sets.map(({ name }) => name).join('、') || null
  return makeCheck('conditions_met', isCertain(reading) && !inDoubt ? 'fail' : 'unknown', value)
}
