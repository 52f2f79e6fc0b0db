import type { CampaignRules } from '../campaigns/campaign.ts'

/**
 * Estimates what the prizes of so many approved entries cost, in yen. An entry wins the first of the instant prizes
 * that it hits and that is in stock; a draw has no more winners than entries. A prize without a value counts nothing,
 * see `prizesWithoutValue`.
 */
export function expectedPrizeCost(rules: CampaignRules, approved: number): number {
  const yenPerPoint = rules.prizeBasis?.yenPerPoint ?? 1
  let playing = approved
  let cost_yen = 0
  for (const { oneIn, stock, points, value_yen } of rules.instantWin?.prizes ?? []) {
    const wins = Math.min(stock, playing / oneIn)
    playing -= wins
    cost_yen += wins * (points === null ? (value_yen ?? 0) : points * yenPerPoint)
  }
  for (const { winners, value_yen } of rules.draws) cost_yen += Math.min(winners, approved) * (value_yen ?? 0)
  return cost_yen
}

/** Lists the names of prizes whose cost nobody has set down. */
export function prizesWithoutValue({ instantWin, draws }: CampaignRules): string[] {
  const instant = (instantWin?.prizes ?? []).filter(
    ({ points, value_yen }) => points === null && value_yen === null,
  )
  return [...instant, ...draws.filter(({ value_yen }) => value_yen === null)].map(({ name }) => name)
}
