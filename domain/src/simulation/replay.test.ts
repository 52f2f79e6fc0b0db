import { describe, expect, test } from 'vitest'
import { makeItem, makeReading } from '../../../tests/support/make-reading.ts'
import { makeRules } from '../../../tests/support/make-rules.ts'
import type { CampaignRulesInput } from '../campaigns/campaign.ts'
import type { StaffVerdict } from '../decisions/decide-by-staff.ts'
import { NO_HISTORY } from '../decisions/entry-history.ts'
import type { Reading } from '../receipts/reading.ts'
import { startReplay, type ReplayStep } from './replay.ts'

const TEA = 'ミナト 緑茶 500ml'
const CHIPS = 'ミナト のり塩チップス 60g'
const teas = (quantity: number): Partial<Reading> => ({ items: [makeItem(TEA, { quantity })] })

let count = 0
function step(given: Partial<Omit<ReplayStep, 'reading'>> & { reading?: Partial<Reading> } = {}): ReplayStep {
  return {
    entryId: `entry-${++count}`,
    shopperId: 'hana',
    cause: 'machine',
    cameOn: '2026-11-02',
    takenOn: '2026-11-02',
    known: NO_HISTORY,
    verdict: null,
    ...given,
    reading: makeReading(given.reading ?? teas(1)),
  }
}

/** How the entries of these steps end: state, points and reason. */
function replay(rules: Partial<CampaignRulesInput>, steps: ReplayStep[]) {
  const { take, entries } = startReplay({ version: 1, rules: makeRules({ sets: [], ...rules }) })
  for (const one of steps) take(one)
  return [...entries.values()].map(({ state, points, reason }) => [state, points, reason])
}

describe('the machine’s decisions are made again', () => {
  test('by the rules that are asked for', () => {
    const steps = [step(), step({ reading: { purchasedAt: '2025-12-31T10:00' } })]
    expect(replay({ pointsPerProduct: 25 }, steps)).toEqual([
      ['approved', 25, null],
      ['rejected', 0, 'purchase_in_period'],
    ])
  })

  test('with what was known then of photo, receipt and haste', () => {
    expect(replay({}, [step({ known: { ...NO_HISTORY, samePhoto: true } })])).toEqual([
      ['rejected', 0, 'photo_new'],
    ])
  })

  test('with the day’s cap as it fills, anew each day and for each person', () => {
    const rules = { maxPointsPerPersonPerDay: 25 }
    const steps = [
      ...[1, 2, 3, 4].map(() => step()),
      step({ shopperId: 'ken' }),
      step({ takenOn: '2026-11-03' }),
    ]
    expect(replay(rules, steps).map(([state, points]) => `${state} ${points}`)).toEqual([
      'approved 10',
      'approved 10',
      'approved 5',
      'rejected 0',
      'approved 10',
      'approved 10',
    ])
  })

  test('with the person’s cap over all days, and the first entry’s multiplier once', () => {
    const rules: Partial<CampaignRulesInput> = {
      maxPointsPerPerson: 45,
      multipliers: [{ when: 'first_entry', percent: 200 }],
    }
    const steps = ['2026-11-02', '2026-11-03', '2026-11-04', '2026-11-05'].map((takenOn) => step({ takenOn }))
    expect(replay(rules, steps).map(([, points]) => points)).toEqual([20, 10, 10, 5])
  })

  test('with the stamps that are collected towards a goal', () => {
    const rules: Partial<CampaignRulesInput> = { stamps: { per: 'entry', goal: 3, points: 100 } }
    expect(
      replay(
        rules,
        [1, 2, 3, 4].map(() => step()),
      ).map(([, points]) => points),
    ).toEqual([10, 10, 110, 10])
  })

  test('until the budget is spent: its last points are given, and not one more', () => {
    const steps = ['hana', 'ken', 'mina', 'sota'].map((shopperId) => step({ shopperId }))
    expect(replay({ budget_points: 25 }, steps)).toEqual([
      ['approved', 10, null],
      ['approved', 10, null],
      ['approved', 5, null],
      ['rejected', 0, 'budget_left'],
    ])
  })
})

describe('staff’s work is kept', () => {
  const unsure = { ...teas(1), confidence: 0.4 }
  const approval: StaffVerdict = {
    outcome: 'approved',
    products: [{ productId: 'green-tea', quantity: 3 }],
    reason: null,
  }
  const decided = (waiting: ReplayStep, verdict = approval): ReplayStep => ({
    ...waiting,
    cause: 'staff',
    verdict,
  })

  test('where the entry still comes before them: their verdict, with the goods that they saw', () => {
    const waiting = step({ reading: unsure })
    expect(replay({}, [waiting, decided(waiting)])).toEqual([['approved', 30, null]])
    expect(replay({ pointsPerProduct: 7 }, [waiting, decided(waiting)])).toEqual([['approved', 21, null]])
    const refusal: StaffVerdict = { outcome: 'rejected', products: [], reason: '対象外' }
    expect(replay({}, [waiting, decided(waiting, refusal)])).toEqual([['rejected', 0, 'staff']])
  })

  test('but not where the machine now decides without them', () => {
    const waiting = step({ reading: unsure })
    const closed = { entryUntil: '2026-11-01', purchasedUntil: '2026-10-31' }
    expect(replay(closed, [waiting, decided(waiting)])).toEqual([['rejected', 0, 'entry_in_period']])
  })

  test('as far as the rules still have the goods', () => {
    const waiting = step({ reading: unsure })
    const products = [{ id: 'nori-chips', name: CHIPS, price_yen: 158 }]
    expect(replay({ products }, [waiting, decided(waiting)])).toEqual([['rejected', 0, 'products_found']])
  })

  test('and what nobody has seen goes on waiting', () => {
    expect(replay({}, [step({ reading: unsure })])).toEqual([['needs_review', 0, 'reading_certain']])
  })

  test('where only their part was kept', () => {
    expect(replay({}, [decided(step())])).toEqual([['approved', 30, null]])
    const late = step({ cameOn: '2027-02-01' })
    expect(replay({}, [decided(late)])).toEqual([['rejected', 0, 'entry_in_period']])
  })
})

describe('what came after a decision', () => {
  test('an appeal brings a rejected entry before staff', () => {
    const rejected = step({ reading: { items: [makeItem('食パン 6枚切', { unitPrice: 178 })] } })
    const appeal: ReplayStep = { ...rejected, cause: 'appeal' }
    const products = [{ productId: 'green-tea', quantity: 1 }]
    const verdict: StaffVerdict = { outcome: 'approved', products, reason: null }
    expect(replay({}, [rejected, appeal])).toEqual([['needs_review', 0, 'appeal']])
    expect(replay({}, [rejected, appeal, { ...rejected, cause: 'staff', verdict }])).toEqual([
      ['approved', 10, null],
    ])
  })

  test('a revocation takes the points back, to the day, the person and the budget', () => {
    const first = step()
    const steps = [first, step(), { ...first, cause: 'revocation' as const }, step()]
    const rules = { maxPointsPerPersonPerDay: 20, maxPointsPerPerson: 20, budget_points: 20 }
    expect(replay(rules, steps)).toEqual([
      ['revoked', 0, 'staff'],
      ['approved', 10, null],
      ['approved', 10, null],
    ])
  })

  test('neither happens to an entry that stands otherwise by these rules', () => {
    const approved = step()
    expect(replay({}, [approved, { ...approved, cause: 'appeal' }])).toEqual([['approved', 10, null]])
    const late = step({ cameOn: '2027-02-01' })
    expect(replay({}, [late, { ...late, cause: 'revocation' }])).toEqual([['rejected', 0, 'entry_in_period']])
  })
})
