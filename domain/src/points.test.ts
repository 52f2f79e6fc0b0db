import { describe, expect, test } from 'vitest'
import { makeRules } from '../../tests/support/make-rules.ts'
import type { ProductMatch } from './match-products.ts'
import { earnPoints } from './points.ts'

const rules = makeRules()
const bought = (productId: string, quantity = 1): ProductMatch => ({
  item: 0,
  productId,
  quantity,
  score: 1,
  certainty: 'sure',
})
const threeKinds = [bought('green-tea'), bought('barley-tea'), bought('cup-miso')]

describe('points', () => {
  test('are ten for each piece of a campaign product', () => {
    expect(earnPoints([bought('green-tea', 2), bought('cup-miso')], rules, 0).points).toBe(30)
  })

  test('come with a bonus for three different products on one receipt', () => {
    expect(earnPoints(threeKinds, rules, 0).points).toBe(80)
  })

  test('come without the bonus for three pieces of two products, or where the campaign has none', () => {
    const twoKinds = [bought('green-tea'), bought('green-tea'), bought('cup-miso')]
    expect(earnPoints(twoKinds, rules, 0).points).toBe(30)
    expect(earnPoints(threeKinds, makeRules({ varietyBonus: null }), 0).points).toBe(30)
  })

  test('stop at the cap of a receipt, bonus included', () => {
    expect(earnPoints([bought('green-tea', 30)], rules, 0).points).toBe(300)
    expect(earnPoints([bought('green-tea', 31)], rules, 0).points).toBe(300)
    expect(earnPoints([...threeKinds, bought('nori-chips', 25)], rules, 0).points).toBe(300)
  })

  test.each([
    [0, 300],
    [700, 300],
    [701, 299],
    [999, 1],
    [1000, 0],
    [1200, 0],
  ])('with %i points already credited today, at most %i more', (pointsToday, points) => {
    expect(earnPoints([bought('green-tea', 40)], rules, pointsToday).points).toBe(points)
  })

  test('are none for no product', () => {
    expect(earnPoints([], rules, 0)).toEqual({ points: 0, lines: [] })
  })

  test('can be followed line by line: the lines add up to the points', () => {
    const earned = earnPoints([...threeKinds, bought('nori-chips', 25)], rules, 900)
    expect(earned.lines.map(({ reason, points }) => `${reason} ${points}`)).toEqual([
      'product 10',
      'product 10',
      'product 10',
      'product 250',
      'variety_bonus 50',
      'cap_receipt -30',
      'cap_day -200',
    ])
    expect(earned.lines.reduce((sum, line) => sum + line.points, 0)).toBe(earned.points)
  })
})
