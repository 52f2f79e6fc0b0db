import { z } from 'zod'
import { MOST } from '../numbers/bounds.ts'
import type { CampaignRules, Multiplier, ProductSet } from '../campaigns/campaign.ts'
import type { EntryHistory } from './entry-history.ts'
import { rankReaches } from '../ranks/rank.ts'
import { weekdayOf } from '../time/tokyo-time.ts'

/** What a receipt shows of a purchase, as far as points hang on it. */
export interface Bought {
  /** The campaign's products; `amount_yen` is the line after its discount. */
  products: readonly { productId: string; quantity: number; amount_yen: number }[]
  /** The whole receipt; null where it could not be read. */
  total_yen: number | null
  /** YYYY-MM-DD, perhaps with a time behind it. */
  purchasedAt: string | null
}

/** One step on the way to an entry's points; the steps add up to them. */
export const PointLine = z.object({
  reason: z.enum([
    'product',
    'amount',
    'set',
    'multiplier',
    'cap_receipt',
    'stamps',
    'cap_day',
    'cap_person',
    'cap_budget',
  ]),
  /** The product or set, or what made the points more ("rank", "weekday", "first_entry"). */
  of: z.string().nullable().default(null),
  points: z.number().int(),
})
export type PointLine = z.infer<typeof PointLine>

export interface PointsEarned {
  points: number
  lines: PointLine[]
  /** Stamps that this entry adds towards the campaign's goal. */
  stamps: number
}

type PointHistory = Pick<
  EntryHistory,
  'pointsToday' | 'pointsInCampaign' | 'budgetLeft' | 'rank' | 'approvedEntries' | 'stamps'
>

/** No step gives more, whatever was stored or misread: thousands of them still add up to an exact number. */
const MOST_A_LINE = 100 * MOST.points!

const stepOf = (points: number) => (points > 0 ? Math.min(points, MOST_A_LINE) : 0)

/**
 * Points for a purchase, in the order in which the rules name them: products, amount and sets; the highest multiplier
 * over these; the cap of the receipt; the goal of a stamp card, which many receipts have earned; then what is left of
 * the day, of the person and of the budget. Parts of a point are rounded down.
 */
export function earnPoints(bought: Bought, rules: CampaignRules, history: PointHistory): PointsEarned {
  const lines: PointLine[] = [
    ...productLines(bought, rules),
    ...amountLines(bought, rules),
    ...setLines(bought, rules),
  ]
  const sum = () => lines.reduce((total, line) => total + line.points, 0)
  const add = (reason: PointLine['reason'], points: number, of: string | null = null) => {
    if (points !== 0) lines.push({ reason, of, points })
  }
  const capAt = (reason: PointLine['reason'], most: number | null) => {
    if (most !== null) add(reason, Math.min(0, Math.max(0, most) - sum()))
  }
  const multiplier = bestMultiplier(bought, rules, history)
  if (multiplier) add('multiplier', Math.floor((sum() * (multiplier.percent - 100)) / 100), multiplier.when)
  capAt('cap_receipt', Math.min(rules.maxPointsPerReceipt, MOST.points!))
  const stamps = countStamps(bought, rules)
  add('stamps', stepOf(stampPoints(stamps, rules, history)))
  capAt('cap_day', rules.maxPointsPerPersonPerDay - history.pointsToday)
  capAt('cap_person', rules.maxPointsPerPerson && rules.maxPointsPerPerson - history.pointsInCampaign)
  capAt('cap_budget', history.budgetLeft)
  // Rules of before numbers had bounds: a stamp card's points come on top of the receipt's cap.
  capAt('cap_receipt', MOST.points!)
  return { points: sum(), lines, stamps }
}

function productLines({ products }: Bought, rules: CampaignRules): PointLine[] {
  return products.flatMap(({ productId, quantity }) => {
    const each = rules.products.find(({ id }) => id === productId)?.points ?? rules.pointsPerProduct
    return each === 0 ? [] : { reason: 'product' as const, of: productId, points: stepOf(each * quantity) }
  })
}

function amountLines(bought: Bought, { amountPoints: rule }: CampaignRules): PointLine[] {
  const amount_yen = rule && amountOf(bought, rule.of)
  if (!rule || !amount_yen) return []
  const points = stepOf(
    'steps' in rule
      ? Math.max(0, ...rule.steps.filter(({ from_yen }) => amount_yen >= from_yen).map((step) => step.points))
      : Math.floor(amount_yen / rule.per_yen) * rule.points,
  )
  return points === 0 ? [] : [{ reason: 'amount', of: rule.of, points }]
}

/** Sums what counts of a receipt in yen; null where its total could not be read. */
export function amountOf(bought: Bought, of: 'receipt' | 'products'): number | null {
  if (of === 'receipt') return bought.total_yen
  return bought.products.reduce((sum, { amount_yen }) => sum + amount_yen, 0)
}

function setLines({ products }: Bought, rules: CampaignRules): PointLine[] {
  const pieces = new Map<string, number>()
  for (const { productId, quantity } of products)
    pieces.set(productId, (pieces.get(productId) ?? 0) + quantity)
  return rules.sets.flatMap((set) => {
    const times = Math.min(set.timesPerReceipt, timesComplete(set, pieces))
    return times === 0 ? [] : { reason: 'set' as const, of: set.id, points: stepOf(set.points * times) }
  })
}

/**
 * How many times over a set can be laid out from what was bought. "N different" is complete k times where the products,
 * each taken k times at most, make k·N pieces.
 */
function timesComplete(set: ProductSet, pieces: ReadonlyMap<string, number>): number {
  if (set.different === null) return Math.min(...set.all.map((id) => pieces.get(id) ?? 0))
  const counts = [...pieces].filter(([id]) => set.of.length === 0 || set.of.includes(id)).map(([, n]) => n)
  let times = 0
  const fills = (k: number) => counts.reduce((sum, n) => sum + Math.min(n, k), 0) >= k * set.different!
  while (times < set.timesPerReceipt && fills(times + 1)) times++
  return times
}

function bestMultiplier(bought: Bought, rules: CampaignRules, history: PointHistory): Multiplier | undefined {
  const applies = (multiplier: Multiplier): boolean => {
    switch (multiplier.when) {
      case 'rank':
        return rankReaches(history.rank, multiplier.rank)
      case 'weekday':
        return (
          bought.purchasedAt !== null &&
          multiplier.weekdays.includes(weekdayOf(bought.purchasedAt.slice(0, 10)))
        )
      case 'first_entry':
        return history.approvedEntries === 0
    }
  }
  return rules.multipliers.filter(applies).sort((a, b) => b.percent - a.percent)[0]
}

function countStamps({ products }: Bought, { stamps }: CampaignRules): number {
  if (!stamps) return 0
  return stamps.per === 'entry' ? 1 : products.reduce((sum, { quantity }) => sum + quantity, 0)
}

function stampPoints(stamps: number, { stamps: rule }: CampaignRules, history: PointHistory): number {
  if (!rule) return 0
  const goals = (n: number) => (rule.repeats ? Math.floor(n / rule.goal) : Number(n >= rule.goal))
  return rule.points * (goals(history.stamps + stamps) - goals(history.stamps))
}

/** Counts how many of all stamps are on the card that a person is filling now. One that does not repeat stays full. */
export function stampsOnCard(stamps: number, rule: NonNullable<CampaignRules['stamps']>): number {
  return rule.repeats ? stamps % rule.goal : Math.min(stamps, rule.goal)
}
