import { describe, expect, test } from 'vitest'
import { makeRules } from '../../../tests/support/make-rules.ts'
import type { CampaignRulesInput } from '../campaigns/campaign.ts'
import type { ReplayedEntry } from './replay.ts'
import { seededRandom } from './seeded-random.ts'
import { reportSimulation } from './report-simulation.ts'
import { SimulationReport } from './simulation-report.ts'

type Outcome = [shopperId: string, points: number, reason?: string]

/** Entries that ended so; a reason means that it was rejected, `staff?` that it waits. */
function side(rules: Partial<CampaignRulesInput>, outcomes: Outcome[]) {
  const entries = new Map<string, ReplayedEntry>()
  for (const [index, [shopperId, points, reason = null]] of outcomes.entries()) {
    const state = reason === null ? 'approved' : reason === 'reading_certain' ? 'needs_review' : 'rejected'
    const cameOn = `2026-11-0${1 + (index % 3)}`
    entries.set(`${index}`, { shopperId, cameOn, state, decidedOn: cameOn, points, stamps: 0, reason })
  }
  return { rules: makeRules(rules), entries }
}

const now: Outcome[] = [
  ['hana', 10],
  ['hana', 10],
  ['ken', 40],
  ['mina', 0, 'products_found'],
  ['sota', 0, 'reading_certain'],
  ['yui', 30],
]
const then: Outcome[] = [
  ['hana', 25],
  ['hana', 25],
  ['ken', 0, 'minimum_spend'],
  ['mina', 0, 'products_found'],
  ['sota', 0, 'reading_certain'],
  ['yui', 30],
]

const report = (given: Partial<CampaignRulesInput> = {}, sample = 1): SimulationReport =>
  SimulationReport.parse(reportSimulation(side(given, then), side({}, now), sample, seededRandom(2)))

describe('a simulation tells', () => {
  test('how many entries end how, and what they cost', () => {
    const prizeBasis = {
      kind: 'to_everyone',
      transaction_yen: 128,
      expectedSales_yen: 1_000_000,
      yenPerPoint: 0.5,
    } as const
    const { draft, current, entries, shoppers, from, until } = report({ prizeBasis })
    expect({ entries, shoppers, from, until }).toEqual({
      entries: 6,
      shoppers: 5,
      from: '2026-11-01',
      until: '2026-11-03',
    })
    expect(draft).toMatchObject({
      approved: 3,
      rejected: 2,
      toStaff: 1,
      points: { value: 80 },
      cost_yen: { value: 40 },
    })
    expect(current).toMatchObject({
      approved: 4,
      rejected: 1,
      toStaff: 1,
      points: { value: 90 },
      cost_yen: { value: 90 },
    })
  })

  test('an interval that holds the figure, and how it came about', () => {
    const { draft, change, interval } = report()
    for (const { value, low, high } of [draft.points, draft.cost_yen, change!.points]) {
      expect(low).toBeLessThan(value)
      expect(high).toBeGreaterThan(value)
    }
    expect(interval).toEqual({ method: 'percentile bootstrap over shoppers', level: 0.95, resamples: 1000 })
  })

  test('who gains and who loses against the current rules', () => {
    expect(report().change).toMatchObject({
      points: { value: -10 },
      gain: 1,
      same: 3,
      lose: 1,
      mostGained: [{ shopperId: 'hana', points: 50, pointsNow: 20 }],
      mostLost: [{ shopperId: 'ken', points: 0, pointsNow: 40 }],
    })
  })

  test('the commonest reasons, beside those of now', () => {
    expect(report().reasons).toEqual([
      { reason: 'products_found', outcome: 'rejected', draft: 1, current: 1 },
      { reason: 'reading_certain', outcome: 'needs_review', draft: 1, current: 1 },
      { reason: 'minimum_spend', outcome: 'rejected', draft: 1, current: 0 },
    ])
  })

  test('each day', () => {
    expect(report().byDay).toEqual([
      { day: '2026-11-01', entries: 2, approved: 1, points: 25, pointsNow: 10 },
      { day: '2026-11-02', entries: 2, approved: 1, points: 25, pointsNow: 10 },
      { day: '2026-11-03', entries: 2, approved: 1, points: 30, pointsNow: 70 },
    ])
  })

  test('of a sample what it means for all', () => {
    const { entries, draft, change, byDay } = report({}, 0.5)
    expect(entries).toBe(12)
    expect(draft).toMatchObject({ approved: 6, points: { value: 160 } })
    expect(change).toMatchObject({ gain: 2, points: { value: -20 } })
    expect(byDay[0]).toMatchObject({ entries: 4, points: 50 })
  })

  test('no more points than the budget has, however many people come', () => {
    const { points } = report({ budget_points: 80 }).draft
    expect(points).toMatchObject({ value: 80, high: 80 })
  })

  test('nothing at all of nothing', () => {
    const empty = reportSimulation(side({}, []), null, 1, seededRandom(1))
    expect(SimulationReport.parse(empty)).toMatchObject({
      entries: 0,
      from: null,
      current: null,
      change: null,
      draft: { approved: 0, points: { value: 0, low: 0, high: 0 } },
    })
  })
})

describe('prizes are expected to cost', () => {
  const cost = (given: Partial<CampaignRulesInput>) => report(given).draft.prizes_yen
  const prize = (id: string, oneIn: number, stock: number) => ({ id, name: id, oneIn, stock, value_yen: 300 })

  test('what the approved entries win of them', () => {
    expect(cost({ instantWin: { prizes: [prize('mug', 3, 10)] } })).toBe(300)
    expect(cost({ instantWin: { prizes: [prize('mug', 1, 2)] } })).toBe(600)
  })

  test('a second prize only where the first was not won', () => {
    expect(cost({ instantWin: { prizes: [prize('mug', 3, 10), prize('cap', 2, 10)] } })).toBe(600)
  })

  test('a draw’s prizes, as far as there are winners', () => {
    const trip = { id: 'trip', name: '旅行券', drawnFrom: '2026-12-20', value_yen: 10_000 }
    expect(cost({ draws: [{ ...trip, winners: 2 }] })).toBe(20_000)
    expect(cost({ draws: [{ ...trip, winners: 100 }] })).toBe(30_000)
  })

  test('an unknown sum where no value was set down, and it says so', () => {
    const draws = [{ id: 'secret', name: 'ひみつの賞品', winners: 1, drawnFrom: '2026-12-20' }]
    expect(report({ draws }).draft).toMatchObject({ prizes_yen: 0, prizesWithoutValue: ['ひみつの賞品'] })
  })
})
