import { bootstrapTotals, LEVEL, RESAMPLES } from './bootstrap-totals.ts'
import type { CampaignRules } from '../campaigns/campaign.ts'
import { expectedPrizeCost, prizesWithoutValue } from '../prize-law/expected-prize-cost.ts'
import type { ReplayedEntry } from './replay.ts'
import type { Estimate, SimulationReport } from './simulation-report.ts'

/** One set of rules with what came of the same entries under it. */
export interface Simulated {
  rules: CampaignRules
  entries: ReadonlyMap<string, ReplayedEntry>
}

const MOST_NAMED = 10

/**
 * Reports what a draft would have made of what happened, beside what the current rules make of it. `sample` is the
 * share of the shoppers whose entries were replayed: figures are scaled up to all. Intervals are a bootstrap over
 * shoppers, from `random` (0 to 1).
 */
export function reportSimulation(
  draft: Simulated,
  current: Simulated | null,
  sample: number,
  random: () => number,
): SimulationReport {
  const people = peopleOf(draft.entries, current?.entries)
  const totals = estimate(people, draft.rules, current?.rules ?? null, sample, random)
  const days = [...draft.entries.values()].map(({ cameOn }) => cameOn).sort()
  const scaled = (count: number) => Math.round(count / sample)
  return {
    entries: scaled(draft.entries.size),
    shoppers: scaled(people.size),
    sample,
    from: days[0] ?? null,
    until: days.at(-1) ?? null,
    draft: tally(draft, totals.draft, scaled),
    current: current && tally(current, totals.current, scaled),
    reasons: reasonsOf(draft, current, scaled),
    change: current && changeOf(people, totals.change, scaled),
    byDay: byDay(draft, current, scaled),
    interval: { method: 'percentile bootstrap over shoppers', level: LEVEL, resamples: RESAMPLES },
  }
}

interface Person {
  points: number
  approved: number
  pointsNow: number
  approvedNow: number
}

function peopleOf(
  draft: Simulated['entries'],
  current: Simulated['entries'] | undefined,
): Map<string, Person> {
  const people = new Map<string, Person>()
  for (const [entryId, { shopperId, points, state }] of draft) {
    const person = people.get(shopperId) ?? { points: 0, approved: 0, pointsNow: 0, approvedNow: 0 }
    const now = current?.get(entryId)
    person.points += points
    person.approved += Number(state === 'approved')
    person.pointsNow += now?.points ?? 0
    person.approvedNow += Number(now?.state === 'approved')
    people.set(shopperId, person)
  }
  return people
}

interface Totals {
  points: Estimate
  cost_yen: Estimate
  prizes_yen: number
}

/** Points, cost and their change: what they are, and how far they would vary. No budget is ever exceeded. */
function estimate(
  people: ReadonlyMap<string, Person>,
  draft: CampaignRules,
  current: CampaignRules | null,
  sample: number,
  random: () => number,
): { draft: Totals; current: Totals; change: Estimate } {
  const rows = [...people.values()].map((one) => [one.points, one.approved, one.pointsNow, one.approvedNow])
  const measure = ([points = 0, approved = 0, pointsNow = 0, approvedNow = 0]: Float64Array | number[]) => {
    const [would, does] = [
      costOf(draft, points, approved, sample),
      costOf(current, pointsNow, approvedNow, sample),
    ]
    return [...would, ...does, would[0] - does[0]]
  }
  const sums = [0, 1, 2, 3].map((column) => rows.reduce((sum, row) => sum + row[column]!, 0))
  const values = measure(sums).map(Math.round)
  const bounds = rows.length === 0 ? [] : bootstrapTotals(rows, measure, random)
  const figure = (index: number): Estimate => {
    const { low = values[index]!, high = values[index]! } = bounds[index] ?? {}
    return { value: values[index]!, low: Math.round(low), high: Math.round(high) }
  }
  const totals = (at: number): Totals => ({
    points: figure(at),
    cost_yen: figure(at + 1),
    prizes_yen: values[at + 2]!,
  })
  return { draft: totals(0), current: totals(3), change: figure(6) }
}

function costOf(
  rules: CampaignRules | null,
  points: number,
  approved: number,
  sample: number,
): [points: number, cost_yen: number, prizes_yen: number] {
  if (!rules) return [0, 0, 0]
  const all = Math.min(points / sample, rules.budget_points ?? Infinity)
  const prizes_yen = expectedPrizeCost(rules, approved / sample)
  return [all, all * (rules.prizeBasis?.yenPerPoint ?? 1) + prizes_yen, prizes_yen]
}

function tally({ rules, entries }: Simulated, totals: Totals, scaled: (n: number) => number) {
  const count = (state: ReplayedEntry['state']) =>
    scaled([...entries.values()].filter((entry) => entry.state === state).length)
  return {
    approved: count('approved'),
    rejected: count('rejected'),
    toStaff: count('needs_review'),
    revoked: count('revoked'),
    ...totals,
    prizesWithoutValue: prizesWithoutValue(rules),
  }
}

/** The commonest first. */
function reasonsOf(draft: Simulated, current: Simulated | null, scaled: (n: number) => number) {
  const found = new Map<string, SimulationReport['reasons'][number]>()
  for (const [side, entries] of [
    ['draft', draft.entries],
    ['current', current?.entries],
  ] as const)
    for (const { state, reason } of entries?.values() ?? []) {
      if ((state !== 'rejected' && state !== 'needs_review') || reason === null) continue
      const line = found.get(`${state} ${reason}`) ?? { reason, outcome: state, draft: 0, current: 0 }
      line[side]++
      found.set(`${state} ${reason}`, line)
    }
  return [...found.values()]
    .sort((a, b) => b.draft - a.draft || b.current - a.current || (a.reason < b.reason ? -1 : 1))
    .map((line) => ({ ...line, draft: scaled(line.draft), current: scaled(line.current) }))
}

function changeOf(people: ReadonlyMap<string, Person>, points: Estimate, scaled: (n: number) => number) {
  const changes = [...people].map(([shopperId, person]) => ({ shopperId, ...person }))
  const named = (sign: 1 | -1) =>
    changes
      .map(({ shopperId, points, pointsNow }) => ({ shopperId, points, pointsNow }))
      .filter((one) => sign * (one.points - one.pointsNow) > 0)
      .sort(
        (a, b) =>
          sign * (b.points - b.pointsNow - (a.points - a.pointsNow)) || (a.shopperId < b.shopperId ? -1 : 1),
      )
  const [gainers, losers] = [named(1), named(-1)]
  return {
    points,
    gain: scaled(gainers.length),
    same: scaled(changes.length - gainers.length - losers.length),
    lose: scaled(losers.length),
    mostGained: gainers.slice(0, MOST_NAMED),
    mostLost: losers.slice(0, MOST_NAMED),
  }
}

function byDay(draft: Simulated, current: Simulated | null, scaled: (n: number) => number) {
  const days = new Map<string, SimulationReport['byDay'][number]>()
  for (const [entryId, { cameOn, state, points }] of draft.entries) {
    const day = days.get(cameOn) ?? {
      day: cameOn,
      entries: 0,
      approved: 0,
      points: 0,
      pointsNow: current && 0,
    }
    day.entries++
    day.approved += Number(state === 'approved')
    day.points += points
    if (day.pointsNow !== null) day.pointsNow += current?.entries.get(entryId)?.points ?? 0
    days.set(cameOn, day)
  }
  return [...days.values()]
    .sort((a, b) => (a.day < b.day ? -1 : 1))
    .map((day) => ({
      day: day.day,
      entries: scaled(day.entries),
      approved: scaled(day.approved),
      points: scaled(day.points),
      pointsNow: day.pointsNow === null ? null : scaled(day.pointsNow),
    }))
}
