import type { CampaignRules, ProductSet } from '../campaigns/campaign.ts'

/** What each product costs, by its id. One without a price of its own is taken to cost `otherwise_yen`. */
export type Prices = ReadonlyMap<string, number>

export function pricesOf({ products }: CampaignRules, otherwise_yen: number): Prices {
  return new Map(products.map(({ id, price_yen }) => [id, price_yen ?? otherwise_yen]))
}

/**
 * Bounds the points that one receipt of `spend_yen` brings, without a stamp card's goal, which several receipts reach.
 * A bound, never less than `earnPoints` gives at these prices: products, sets and amount each get the whole sum to
 * themselves, and the highest multiplier is taken to apply.
 */
export function mostPoints(rules: CampaignRules, prices: Prices, spend_yen: number): number {
  const parts = [
    forProducts(rules, prices, spend_yen),
    forSets(rules, prices, spend_yen),
    forAmount(rules, spend_yen),
  ]
  const percent = Math.max(100, ...rules.multipliers.map((multiplier) => multiplier.percent))
  return Math.min(
    Math.floor((sum(parts) * percent) / 100),
    rules.maxPointsPerReceipt,
    rules.maxPointsPerPersonPerDay,
    rules.maxPointsPerPerson ?? Infinity,
    rules.budget_points ?? Infinity,
  )
}

/** Returns the least that a set can be had for, in yen. */
export function priceOfSet(set: ProductSet, prices: Prices): number {
  if (set.different === null) return sum(set.all.map((id) => prices.get(id)!))
  const choice = [...prices]
    .filter(([id]) => set.of.length === 0 || set.of.includes(id))
    .map(([, yen]) => yen)
  return sum(choice.sort((a, b) => a - b).slice(0, set.different))
}

/** Returns the least that must be spent for a receipt to count, in yen. */
export function leastSpend(rules: CampaignRules, prices: Prices): number {
  const cheapest = prices.size === 0 ? 1 : Math.min(...prices.values())
  return Math.max(rules.minimumSpend?.yen ?? 0, cheapest)
}

/** The fullest basket for the money: `most[yen]` is the best that so much buys. */
function forProducts(rules: CampaignRules, prices: Prices, spend_yen: number): number {
  const goods = rules.products
    .map(({ id, points }) => ({ yen: prices.get(id)!, points: points ?? rules.pointsPerProduct }))
    .filter(({ points }) => points > 0)
  const most = new Float64Array(spend_yen + 1)
  for (let yen = 1; yen <= spend_yen; yen++)
    for (const one of goods)
      if (one.yen <= yen) most[yen] = Math.max(most[yen]!, most[yen - one.yen]! + one.points)
  return most[spend_yen]!
}

function forSets(rules: CampaignRules, prices: Prices, spend_yen: number): number {
  const times = (set: ProductSet) =>
    Math.min(set.timesPerReceipt, Math.floor(spend_yen / priceOfSet(set, prices)))
  return sum(rules.sets.map((set) => set.points * times(set)))
}

function forAmount({ amountPoints: rule }: CampaignRules, spend_yen: number): number {
  if (!rule) return 0
  if (!('steps' in rule)) return Math.floor(spend_yen / rule.per_yen) * rule.points
  return Math.max(
    0,
    ...rule.steps.filter(({ from_yen }) => spend_yen >= from_yen).map(({ points }) => points),
  )
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0)
