import { describe, expect, test } from 'vitest'
import { makeRules } from '../../../tests/support/make-rules.ts'
import type { CampaignRules } from '../campaigns/campaign.ts'
import { capForEveryone, capsByChance, PrizeLaw, prizeLaw } from './prize-law.ts'

describe('総付: what everybody may get', () => {
  test.each([
    [1, 200],
    [128, 200],
    [999, 200],
    [1_000, 200],
    [1_004, 200],
    [1_005, 201],
    [3_000, 600],
    [100_000, 20_000],
  ])('for %i yen, %i yen', (price, cap) => {
    expect(capForEveryone(price)).toBe(cap)
  })
})

describe('懸賞: what may be won', () => {
  test.each([
    ['一般懸賞', false, 1, 20],
    ['一般懸賞', false, 500, 10_000],
    ['一般懸賞', false, 4_999, 99_980],
    ['一般懸賞', false, 5_000, 100_000],
    ['一般懸賞', false, 50_000, 100_000],
    ['共同懸賞', true, 1, 300_000],
    ['共同懸賞', true, 50_000, 300_000],
  ])('%s (jointly: %s) for %i yen, %i yen', (_name, jointly, transaction_yen, highest_yen) => {
    expect(capsByChance({ transaction_yen, expectedSales_yen: 1 }, jointly)).toMatchObject({ highest_yen })
  })

  test.each([
    [false, 10_000_000, 200_000],
    [false, 49, 0],
    [false, 50, 1],
    [true, 10_000_000, 300_000],
    [true, 34, 1],
  ])('in all (jointly: %s) of %i yen of sales, %i yen', (jointly, expectedSales_yen, total_yen) => {
    expect(capsByChance({ transaction_yen: 1, expectedSales_yen }, jointly)).toMatchObject({ total_yen })
  })
})

const tea = { id: 'tea', name: '緑茶', price_yen: 128 }
const prizeBasis = {
  kind: 'to_everyone',
  transaction_yen: 128,
  expectedSales_yen: 50_000_000,
  yenPerPoint: 1,
}

function lawOf(given: Record<string, unknown>, basis: Partial<typeof prizeBasis> = {}): PrizeLaw {
  const rules = { products: [tea], sets: [], prizeBasis: { ...prizeBasis, ...basis }, ...given }
  return PrizeLaw.parse(prizeLaw(makeRules(rules as unknown as Partial<CampaignRules>)))
}
const lineOf = (law: PrizeLaw, id: string) => law.lines.find((line) => line.id === id)

describe('points to everybody', () => {
  test.each([
    [200, true],
    [201, false],
  ])('%i points on a bottle of 128 yen: within the law is %s', (pointsPerProduct, within) => {
    const law = lawOf({ pointsPerProduct })
    expect(law.within).toBe(within)
    expect(lineOf(law, 'everyone_highest:128')).toMatchObject({
      cap_yen: 200,
      planned_yen: pointsPerProduct,
      within,
    })
  })

  test('count at what a point is worth, parts of a yen rounded up', () => {
    const law = lawOf({ pointsPerProduct: 101 }, { yenPerPoint: 1.985 })
    expect(lineOf(law, 'everyone_highest:128')).toMatchObject({ planned_yen: 201, within: false })
  })

  test('with a multiplier are over the cap that they keep without it', () => {
    expect(lawOf({ pointsPerProduct: 150 }).within).toBe(true)
    expect(
      lawOf({ pointsPerProduct: 150, multipliers: [{ when: 'first_entry', percent: 150 }] }).within,
    ).toBe(false)
  })

  test('are kept within it by a cap on the receipt', () => {
    expect(lawOf({ pointsPerProduct: 500, maxPointsPerReceipt: 200 }).within).toBe(true)
  })

  test('for a set are held against the price of the set', () => {
    const products = [tea, { id: 'gift', name: '詰合せ', price_yen: 2_000 }]
    const set = { id: 'both', name: '緑茶と詰合せ', all: ['tea', 'gift'], points: 405 }
    const law = lawOf({ pointsPerProduct: 10, products, sets: [set], maxPointsPerReceipt: 10_000 })
    expect(lineOf(law, 'everyone_highest:2128')).toMatchObject({
      cap_yen: 425,
      planned_yen: 565,
      within: false,
    })
  })

  test('for steps of the amount are held against each step', () => {
    const steps = [
      { from_yen: 999, points: 200 },
      { from_yen: 1_500, points: 301 },
    ]
    const law = lawOf({
      products: [],
      pointsPerProduct: 0,
      amountPoints: { of: 'receipt', steps },
      maxPointsPerReceipt: 301,
    })
    expect(lineOf(law, 'everyone_highest:999')).toMatchObject({
      cap_yen: 200,
      planned_yen: 200,
      within: true,
    })
    expect(lineOf(law, 'everyone_highest:1500')).toMatchObject({
      cap_yen: 300,
      planned_yen: 301,
      within: false,
    })
  })

  test('for a full stamp card are held against all the purchases that fill it', () => {
    const stamps = { per: 'entry', goal: 10, points: 156 }
    const law = lawOf({ pointsPerProduct: 10, stamps })
    // Ten bottles are 1,280 yen, a fifth of that is 256; each bottle has brought its own 10 points.
    expect(lineOf(law, 'everyone_stamps')).toMatchObject({ cap_yen: 256, planned_yen: 256, within: true })
    expect(lawOf({ pointsPerProduct: 10, stamps: { ...stamps, points: 157 } }).within).toBe(false)
  })

  test('have no cap on their total, which is shown all the same', () => {
    const line = lineOf(lawOf({ budget_points: 1_000_000 }), 'everyone_total')
    expect(line).toMatchObject({ cap_yen: null, planned_yen: 1_000_000, within: true })
  })
})

describe('prizes by chance', () => {
  const draw = { id: 'trip', name: '旅行券', winners: 10, drawnFrom: '2026-12-01', value_yen: 2_560 }
  const byChance = { kind: 'by_chance' }

  test.each([
    [2_560, true],
    [2_561, false],
  ])('one of %i yen on a bottle of 128 yen: within the law is %s', (value_yen, within) => {
    const law = lawOf({ draws: [{ ...draw, value_yen }] }, byChance)
    expect(lineOf(law, 'chance_highest:1')).toMatchObject({ cap_yen: 2_560, planned_yen: value_yen, within })
  })

  test('all together may come to 2 % of the sales', () => {
    const basis = { ...byChance, expectedSales_yen: 1_280_000 }
    expect(lineOf(lawOf({ draws: [draw] }, basis), 'chance_total')).toMatchObject({
      cap_yen: 25_600,
      planned_yen: 25_600,
      within: true,
    })
    expect(lawOf({ draws: [{ ...draw, winners: 11 }] }, basis).within).toBe(false)
  })

  test('jointly may come to 300,000 yen and to 3 %', () => {
    const law = lawOf({ draws: [{ ...draw, value_yen: 300_000, winners: 5 }] }, { kind: 'by_chance_jointly' })
    expect(lineOf(law, 'chance_highest:1')).toMatchObject({ cap_yen: 300_000, within: true })
    expect(lineOf(law, 'chance_total')).toMatchObject({
      cap_yen: 1_500_000,
      planned_yen: 1_500_000,
      within: true,
    })
    expect(law.notes.map(({ ja }) => ja).join()).toContain('共同懸賞と認められる')
  })

  test('that one purchase can win together are added up', () => {
    const instantWin = { prizes: [{ id: 'gum', name: 'ガム', oneIn: 10, stock: 100, value_yen: 100 }] }
    const law = lawOf({ draws: [draw], instantWin }, byChance)
    expect(lineOf(law, 'chance_together')).toMatchObject({
      planned_yen: 2_660,
      cap_yen: 2_560,
      within: false,
    })
    expect(lineOf(law, 'chance_highest:1')).toMatchObject({ within: true })
    expect(lineOf(law, 'chance_highest:2')).toMatchObject({ within: true })
  })

  test('in points are worth what the points are worth', () => {
    const instantWin = { prizes: [{ id: 'jackpot', name: '大当たり', oneIn: 100, stock: 3, points: 3_000 }] }
    expect(lineOf(lawOf({ instantWin }, byChance), 'chance_highest:1')).toMatchObject({
      planned_yen: 3_000,
      within: false,
    })
  })

  test('without a value cannot be told, unless the others are too much already', () => {
    const nameless = { ...draw, id: 'secret', name: 'ひみつ', value_yen: null }
    const law = lawOf({ draws: [nameless] }, byChance)
    expect(law.within).toBeNull()
    expect(lineOf(law, 'chance_total')).toMatchObject({ planned_yen: null, within: null })
    expect(lawOf({ draws: [nameless, { ...draw, value_yen: 2_600 }] }, byChance).within).toBe(false)
  })

  test('are held against 一般懸賞 where the campaign is set down as 総付, and it says so', () => {
    const law = lawOf({ draws: [draw] })
    expect(lineOf(law, 'chance_highest:1')).toMatchObject({ cap_yen: 2_560 })
    expect(law.notes.map(({ ja }) => ja).join()).toContain('一般懸賞として計算')
  })
})

describe('what the helper says', () => {
  test('names the article and the notice in both languages, on every line', () => {
    const draws = [{ id: 'trip', name: '旅行券', winners: 1, drawnFrom: '2026-12-01', value_yen: 100 }]
    const stamps = { per: 'product', goal: 5, points: 10 }
    const law = lawOf({ draws, stamps, budget_points: 5_000 })
    expect(law.lines.length).toBeGreaterThan(4)
    for (const { basis } of law.lines) {
      expect(basis.ja).toMatch(/景品表示法第4条、「.*景品類の提供に関する事項の制限」/)
      expect(basis.en).toContain('article 4')
    }
  })

  test('leaves it to a person whether points are a discount', () => {
    expect(lawOf({}).notes[0]!.ja).toContain('値引と認められる経済上の利益')
  })

  test('warns where one can buy for less than the price that was set down', () => {
    expect(
      lawOf({}, { transaction_yen: 1_000 })
        .notes.map(({ en }) => en)
        .join(),
    ).toContain('from 128 yen on')
  })

  test('is nothing certain without a price', () => {
    expect(lawOf({ prizeBasis: null })).toMatchObject({
      within: null,
      lines: [{ id: 'no_basis', within: null }],
    })
  })
})
