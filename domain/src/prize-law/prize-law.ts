import { z } from 'zod'
import type { CampaignRules, PrizeBasis } from '../campaigns/campaign.ts'
import { leastSpend, mostPoints, priceOfSet, pricesOf, type Prices } from './most-points.ts'
import { prizeLawWords as words } from './prize-law-words.ts'

const Words = z.object({ ja: z.string(), en: z.string() })

export const PrizeLawLine = z.object({
  /** What is looked at, e.g. `everyone_highest:1000` (a purchase of 1,000 yen) or `chance_total`. */
  id: z.string(),
  about: Words,
  /** What the law allows; null where it sets no cap, or where the cap cannot be told. */
  cap_yen: z.number().nullable(),
  /** What the rules come to; null where they do not say. */
  planned_yen: z.number().nullable(),
  /** Null: cannot be told. */
  within: z.boolean().nullable(),
  /** How the cap comes about, with the article. */
  basis: Words,
})
export type PrizeLawLine = z.infer<typeof PrizeLawLine>

export const PrizeLaw = z.object({
  /** False if any line is over its cap, null if none is but some cannot be told. */
  within: z.boolean().nullable(),
  lines: z.array(PrizeLawLine),
  /** What a person has to judge, because the rules do not tell. */
  notes: z.array(Words),
})
export type PrizeLaw = z.infer<typeof PrizeLaw>

/**
 * 総付: a fifth of the price, and 200 yen below 1,000 yen.
 * 一般消費者に対する景品類の提供に関する事項の制限 (昭和52年公正取引委員会告示第5号) 第1項
 */
export function capForEveryone(transaction_yen: number): number {
  return Math.max(200, Math.floor((transaction_yen * 2) / 10))
}

/**
 * 懸賞: the highest prize, and all prizes together. 一般懸賞: 20 times the price, 100,000 yen at most; 2 % of the sales that
 * are expected. 共同懸賞: 300,000 yen whatever the price; 3 %.
 * 懸賞による景品類の提供に関する事項の制限 (昭和52年公正取引委員会告示第3号) 第2項–第4項
 */
export function capsByChance(
  basis: Pick<PrizeBasis, 'transaction_yen' | 'expectedSales_yen'>,
  jointly: boolean,
): { highest_yen: number; total_yen: number } {
  return {
    highest_yen: jointly ? 300_000 : Math.min(20 * basis.transaction_yen, 100_000),
    total_yen: Math.floor((basis.expectedSales_yen * (jointly ? 3 : 2)) / 100),
  }
}

/**
 * Holds what rules promise against the caps that 景品表示法 第4条 lets the government set. The law looks at what is done:
 * points that every buyer gets are 総付, prizes that are drawn are 懸賞, whatever the campaign calls itself;
 * `prizeBasis.kind` decides only whether 懸賞 is 一般 or 共同. It helps a person who judges, and replaces none.
 */
export function prizeLaw(rules: CampaignRules): PrizeLaw {
  const basis = rules.prizeBasis
  if (!basis) return { within: null, lines: [words.noBasis()], notes: [] }
  const prices = pricesOf(rules, basis.transaction_yen)
  const lines = [...linesForEveryone(rules, basis, prices), ...linesByChance(rules, basis)]
  const within = lines.some((line) => line.within === false)
    ? false
    : lines.some((line) => line.within === null)
      ? null
      : true
  return { within, lines, notes: notesOn(rules, basis, prices) }
}

function linesForEveryone(rules: CampaignRules, basis: PrizeBasis, prices: Prices): PrizeLawLine[] {
  const least = leastSpend(rules, prices)
  const steps = rules.amountPoints
    ? 'steps' in rules.amountPoints
      ? rules.amountPoints.steps.map(({ from_yen }) => from_yen)
      : [rules.amountPoints.per_yen]
    : []
  const spends = [least, basis.transaction_yen, ...steps, ...rules.sets.map((set) => priceOfSet(set, prices))]
  const lines = [...new Set(spends.map((spend) => Math.max(spend, least)))]
    .sort((a, b) => a - b)
    .map((spend) => ({ spend, planned: inYen(mostPoints(rules, prices, spend), basis) }))
    .filter(({ planned }) => planned > 0)
    .map(({ spend, planned }) => judgeLine(words.highestForEveryone(spend), capForEveryone(spend), planned))
  if (rules.stamps) lines.push(lineOfStamps(rules, rules.stamps, basis, prices))
  if (lines.length > 0 && rules.budget_points !== null)
    lines.push(judgeLine(words.totalForEveryone(), null, inYen(rules.budget_points, basis)))
  return lines
}

/** A full stamp card hangs on all the purchases that filled it; what these bring by themselves is added to it. */
function lineOfStamps(
  rules: CampaignRules,
  { goal, points }: NonNullable<CampaignRules['stamps']>,
  basis: PrizeBasis,
  prices: Prices,
): PrizeLawLine {
  const each = leastSpend(rules, prices) > 1 ? leastSpend(rules, prices) : basis.transaction_yen
  const planned = inYen(points + goal * mostPoints(rules, prices, each), basis)
  return judgeLine(words.stamps(goal, each), capForEveryone(goal * each), planned)
}

function linesByChance(rules: CampaignRules, basis: PrizeBasis): PrizeLawLine[] {
  const instant = (rules.instantWin?.prizes ?? []).map((prize) => ({
    name: prize.name,
    yen: prize.points === null ? prize.value_yen : Math.max(inYen(prize.points, basis), prize.value_yen ?? 0),
    count: prize.stock,
  }))
  const drawn = rules.draws.map(({ name, value_yen: yen, winners: count }) => ({ name, yen, count }))
  const prizes = [...instant, ...drawn]
  if (prizes.length === 0) return []

  const jointly = basis.kind === 'by_chance_jointly'
  const caps = capsByChance(basis, jointly)
  const lines = prizes.map(({ name, yen }, index) =>
    judgeLine(words.highestByChance(name, index, basis.transaction_yen, jointly), caps.highest_yen, yen),
  )
  // One purchase wins at once, and may win each draw as well: prizes of one transaction are added up.
  const together = [...(instant.length > 0 ? [highest(instant)] : []), ...drawn.map(({ yen }) => yen)]
  if (together.length > 1)
    lines.push(
      judgeLine(words.togetherByChance(basis.transaction_yen, jointly), caps.highest_yen, ...together),
    )
  const totals = prizes.map(({ yen, count }) => yen && yen * count)
  return [
    ...lines,
    judgeLine(words.totalByChance(basis.expectedSales_yen, jointly), caps.total_yen, ...totals),
  ]
}

/** Parts without a value leave open what a plan comes to, unless those with one are over the cap already. */
export function judgeLine(
  line: Pick<PrizeLawLine, 'id' | 'about' | 'basis'>,
  cap_yen: number | null,
  ...parts: (number | null)[]
): PrizeLawLine {
  const known = parts.reduce<number>((sum, part) => sum + (part ?? 0), 0)
  const isWhole = !parts.includes(null)
  const isOver = cap_yen !== null && known > cap_yen
  return {
    ...line,
    cap_yen,
    planned_yen: isWhole ? known : null,
    within: isOver ? false : isWhole ? true : null,
  }
}

function highest(prizes: readonly { yen: number | null }[]): number | null {
  return prizes.some(({ yen }) => yen === null) ? null : Math.max(...prizes.map(({ yen }) => yen!))
}

function inYen(points: number, { yenPerPoint }: PrizeBasis): number {
  return Math.ceil(points * yenPerPoint)
}

function notesOn(rules: CampaignRules, basis: PrizeBasis, prices: Prices): PrizeLaw['notes'] {
  const least = leastSpend(rules, prices)
  const byChance = rules.instantWin !== null || rules.draws.length > 0
  return [
    words.noteOnDiscounts(),
    ...(least > 1 && least < basis.transaction_yen ? [words.noteOnLeast(least, basis.transaction_yen)] : []),
    ...(byChance && basis.kind === 'to_everyone' ? [words.noteOnChance()] : []),
    ...(basis.kind === 'by_chance_jointly' ? [words.noteOnJointly()] : []),
  ]
}
