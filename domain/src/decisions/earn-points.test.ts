import { describe, expect, test } from 'vitest'
import { makeRules } from '../../../tests/support/make-rules.ts'
import type { CampaignRulesInput } from '../campaigns/campaign.ts'
import { NO_HISTORY, type EntryHistory } from './entry-history.ts'
import { earnPoints, stampsOnCard, type Bought } from './earn-points.ts'

const piece = (productId: string, quantity = 1, price_yen = 128) => ({
  productId,
  quantity,
  amount_yen: quantity * price_yen,
})
const threeKinds = [piece('green-tea'), piece('barley-tea'), piece('cup-miso')]

function earn(
  products: Bought['products'],
  given: Partial<CampaignRulesInput> = {},
  history: Partial<EntryHistory> = {},
  receipt: Partial<Bought> = {},
) {
  const bought = { products, total_yen: 1_000, purchasedAt: '2026-11-02T12:34', ...receipt }
  return earnPoints(bought, makeRules(given), { ...NO_HISTORY, ...history })
}
const pointsOf = (...given: Parameters<typeof earn>) => earn(...given).points

describe('points for products', () => {
  test('are ten for each piece', () => {
    expect(pointsOf([piece('green-tea', 2), piece('cup-miso')])).toBe(30)
  })

  test('are those of the product where it has its own, none included', () => {
    const [tea, ...others] = makeRules().products
    const products = [{ ...tea!, points: 25 }, { ...others[0]!, points: 0 }, ...others.slice(1)]
    expect(pointsOf([piece('green-tea', 2), piece('barley-tea')], { products })).toBe(50)
  })

  test('are none for no product', () => {
    expect(earn([])).toEqual({ points: 0, lines: [], stamps: 0 })
  })
})

describe('a set', () => {
  const pair = { id: 'pair', name: '緑茶と味噌汁', all: ['green-tea', 'cup-miso'], points: 30 }

  test('of any three different ones counts once, however many pieces there are', () => {
    expect(pointsOf(threeKinds)).toBe(80)
    expect(pointsOf([piece('green-tea', 3), piece('barley-tea', 3), piece('cup-miso', 3)])).toBe(140)
  })

  test('does not count for three pieces of two products, nor where the campaign has none', () => {
    expect(pointsOf([piece('green-tea'), piece('green-tea'), piece('cup-miso')])).toBe(30)
    expect(pointsOf(threeKinds, { sets: [] })).toBe(30)
  })

  test.each([
    [[1, 1], 1],
    [[3, 2], 2],
    [[5, 4], 3],
    [[4, 0], 0],
  ])('of A and B counts as often as both are there, three times at most: %j', ([tea, miso], times) => {
    const products = [piece('green-tea', tea), ...(miso ? [piece('cup-miso', miso)] : [])]
    const points = pointsOf(products, { sets: [{ ...pair, timesPerReceipt: 3 }] })
    expect(points).toBe(10 * (tea! + miso!) + 30 * times)
  })

  test.each([
    [[1, 1, 1], 1],
    [[2, 1, 1], 1],
    [[2, 2, 2], 2],
    [[2, 2, 1, 1], 2],
    [[3, 1, 1, 1], 1],
    [[2, 2, 2, 2, 1], 3],
  ])('of any three different is laid out %j times over as often as it goes: %i', (pieces, times) => {
    const ids = makeRules().products.map(({ id }) => id)
    const products = pieces.map((n, i) => piece(ids[i]!, n))
    const sets = [{ id: 'three', name: '3種', different: 3, points: 50, timesPerReceipt: 9 }]
    const each = pieces.reduce((sum, n) => sum + 10 * n, 0)
    expect(pointsOf(products, { sets })).toBe(each + 50 * times)
  })

  test('of some products looks at these only', () => {
    const sets = [{ id: 'teas', name: 'お茶2種', different: 2, of: ['green-tea', 'barley-tea'], points: 7 }]
    expect(pointsOf([piece('green-tea'), piece('cup-miso')], { sets })).toBe(20)
    expect(pointsOf([piece('green-tea'), piece('barley-tea')], { sets })).toBe(27)
  })
})

describe('points by amount', () => {
  const byRate = { amountPoints: { of: 'receipt' as const, per_yen: 100, points: 3 }, sets: [] }
  const bySteps = {
    amountPoints: {
      of: 'products',
      steps: [
        { from_yen: 300, points: 5 },
        { from_yen: 500, points: 12 },
      ],
    },
    sets: [],
    pointsPerProduct: 0,
  } satisfies Partial<CampaignRulesInput>

  test.each([
    [99, 0],
    [100, 3],
    [1_999, 57],
  ])('are for every whole 100 yen: %i yen, %i points', (total_yen, points) => {
    expect(pointsOf([], byRate, {}, { total_yen })).toBe(points)
  })

  test('are none where the total could not be read', () => {
    expect(pointsOf([], byRate, {}, { total_yen: null })).toBe(0)
  })

  test.each([
    [299, 0],
    [300, 5],
    [499, 5],
    [500, 12],
    [9_000, 12],
  ])(
    'by steps are those of the highest step that is reached: %i yen of products, %i points',
    (yen, points) => {
      expect(pointsOf([piece('green-tea', 1, yen)], bySteps, {}, { total_yen: 99_999 })).toBe(points)
    },
  )
})

describe('a multiplier', () => {
  // 2 November 2026 is a Monday.
  const multipliers = [
    { when: 'rank', rank: 'silver', percent: 150 },
    { when: 'rank', rank: 'gold', percent: 200 },
    { when: 'weekday', weekdays: [1], percent: 120 },
    { when: 'first_entry', percent: 300 },
  ] satisfies CampaignRulesInput['multipliers']
  const again = { approvedEntries: 1 }

  test.each([
    ['nobody in particular, on a Tuesday', '2026-11-03', again, 30],
    ['on a Monday', '2026-11-02', again, 36],
    ['a silver person', '2026-11-03', { ...again, rank: 'silver' }, 45],
    ['a gold person', '2026-11-03', { ...again, rank: 'gold' }, 60],
    [
      'a silver person on a Monday: the higher of both, not both',
      '2026-11-02',
      { ...again, rank: 'silver' },
      45,
    ],
    ['the first entry', '2026-11-03', {}, 90],
  ] satisfies [string, string, Partial<EntryHistory>, number][])(
    'for %s',
    (_who, purchasedAt, history, points) => {
      expect(pointsOf([piece('green-tea', 3)], { multipliers }, history, { purchasedAt })).toBe(points)
    },
  )

  test('rounds parts of a point down, and counts over sets too', () => {
    expect(pointsOf(threeKinds, { multipliers: [{ when: 'weekday', weekdays: [1], percent: 101 }] })).toBe(80)
    expect(pointsOf(threeKinds, { multipliers: [{ when: 'weekday', weekdays: [1], percent: 130 }] })).toBe(
      104,
    )
  })

  test('by weekday does not count where the day could not be read', () => {
    expect(pointsOf([piece('green-tea')], { multipliers }, again, { purchasedAt: null })).toBe(10)
  })
})

describe('stamps', () => {
  const stamps = { per: 'product', goal: 5, points: 100 } as const

  test.each([
    [0, 4, 0],
    [0, 5, 100],
    [4, 1, 100],
    [4, 6, 200],
    [5, 4, 0],
  ])('with %i before, %i more: %i points', (before, more, bonus) => {
    const earned = earn([piece('green-tea', more)], { stamps }, { stamps: before })
    expect(earned).toMatchObject({ stamps: more, points: 10 * more + bonus })
  })

  test('reach a goal that does not repeat only once', () => {
    const once = { ...stamps, repeats: false }
    expect(pointsOf([piece('green-tea', 5)], { stamps: once }, { stamps: 5 })).toBe(50)
  })

  test('may be one for each entry', () => {
    expect(earn(threeKinds, { stamps: { ...stamps, per: 'entry' } }, { stamps: 4 })).toMatchObject({
      stamps: 1,
      points: 180,
    })
  })

  test('fill a card, then the next one where it repeats', () => {
    const card = { ...stamps, repeats: true }
    expect([0, 4, 5, 11].map((n) => stampsOnCard(n, card))).toEqual([0, 4, 0, 1])
    expect([4, 5, 11].map((n) => stampsOnCard(n, { ...card, repeats: false }))).toEqual([4, 5, 5])
  })

  test('are not held by the cap of a receipt, since many receipts have earned them', () => {
    expect(pointsOf([piece('green-tea', 50)], { stamps: { ...stamps, goal: 50 } })).toBe(400)
  })
})

describe('a cap', () => {
  test('of the receipt stops sets and multipliers too', () => {
    expect(pointsOf([piece('green-tea', 30)])).toBe(300)
    expect(pointsOf([piece('green-tea', 31)])).toBe(300)
    expect(pointsOf([...threeKinds, piece('nori-chips', 25)])).toBe(300)
  })

  test.each([
    [0, 300],
    [700, 300],
    [701, 299],
    [999, 1],
    [1000, 0],
    [1200, 0],
  ])('of the day, with %i points already credited: at most %i more', (pointsToday, points) => {
    expect(pointsOf([piece('green-tea', 40)], {}, { pointsToday })).toBe(points)
  })

  test('of the person and of the budget leave what is left of them', () => {
    const products = [piece('green-tea', 4)]
    expect(pointsOf(products, { maxPointsPerPerson: 500 }, { pointsInCampaign: 470 })).toBe(30)
    expect(pointsOf(products, { maxPointsPerPerson: 500 }, { pointsInCampaign: 510 })).toBe(0)
    expect(pointsOf(products, {}, { budgetLeft: 7 })).toBe(7)
    expect(pointsOf(products, {}, { budgetLeft: 0 })).toBe(0)
  })
})

test('points can be followed line by line: the lines add up to them', () => {
  const earned = earn(
    [...threeKinds, piece('nori-chips', 25)],
    { stamps: { per: 'entry', goal: 2, points: 40 }, multipliers: [{ when: 'first_entry', percent: 200 }] },
    { pointsToday: 800, stamps: 1, budgetLeft: 150 },
  )
  expect(earned.lines.map(({ reason, of, points }) => `${reason} ${of} ${points}`)).toEqual([
    'product green-tea 10',
    'product barley-tea 10',
    'product cup-miso 10',
    'product nori-chips 250',
    'set variety 50',
    'multiplier first_entry 330',
    'cap_receipt null -360',
    'stamps null 40',
    'cap_day null -140',
    'cap_budget null -50',
  ])
  expect(earned.lines.reduce((sum, line) => sum + line.points, 0)).toBe(earned.points)
})

test('an amount below zero takes no points off, and an absurd step stays a number', () => {
  const rules = makeRules({ amountPoints: { of: 'receipt', per_yen: 100, points: 1 } })
  const bought = { products: [{ productId: 'green-tea', quantity: 1, amount_yen: 128 }], purchasedAt: null }
  expect(earnPoints({ ...bought, total_yen: -500 }, rules, NO_HISTORY)).toMatchObject({ points: 10 })
  expect(earnPoints({ ...bought, total_yen: 1e300 }, rules, NO_HISTORY)).toMatchObject({ points: 300 })
})
