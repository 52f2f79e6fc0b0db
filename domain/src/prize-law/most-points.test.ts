import { describe, expect, test } from 'vitest'
import { makeRules } from '../../../tests/support/make-rules.ts'
import type { CampaignRules } from '../campaigns/campaign.ts'
import { NO_HISTORY } from '../decisions/entry-history.ts'
import { leastSpend, mostPoints, priceOfSet, pricesOf } from './most-points.ts'
import { earnPoints } from '../decisions/earn-points.ts'
import { seededRandom } from '../simulation/seeded-random.ts'

const tea = { id: 'tea', name: '緑茶', price_yen: 100 }
const chips = { id: 'chips', name: 'チップス', price_yen: 150 }
const chocolate = { id: 'chocolate', name: 'チョコ', price_yen: 200 }
const products = [tea, chips, chocolate]

const rulesOf = (given: object): CampaignRules =>
  makeRules({
    products,
    sets: [],
    maxPointsPerReceipt: 10_000,
    maxPointsPerPersonPerDay: 10_000,
    ...given,
  } as never)
const most = (given: object, spend_yen: number): number => {
  const rules = rulesOf(given)
  return mostPoints(rules, pricesOf(rules, 128), spend_yen)
}

describe('the most points that a purchase can bring', () => {
  test.each([
    ['nothing for less than a product', {}, 99, 0],
    ['one product for its price', {}, 100, 10],
    ['the basket that brings most, not the dearest goods', {}, 450, 40],
    ['a product’s own points', { products: [tea, { ...chocolate, points: 50 }] }, 500, 110],
    [
      'points for every so many yen',
      { pointsPerProduct: 0, amountPoints: { of: 'receipt', per_yen: 300, points: 5 } },
      899,
      10,
    ],
    [
      'the highest step that is reached',
      {
        pointsPerProduct: 0,
        amountPoints: {
          of: 'receipt',
          steps: [
            { from_yen: 500, points: 20 },
            { from_yen: 900, points: 50 },
          ],
        },
      },
      899,
      20,
    ],
    [
      'a set from the price of its goods on',
      { sets: [{ id: 's', name: 'A+B', all: ['tea', 'chips'], points: 30 }] },
      250,
      50,
    ],
    ['no set below it', { sets: [{ id: 's', name: 'A+B', all: ['tea', 'chips'], points: 30 }] }, 249, 20],
    [
      'the highest multiplier',
      {
        multipliers: [
          { when: 'first_entry', percent: 200 },
          { when: 'rank', rank: 'gold', percent: 150 },
        ],
      },
      100,
      20,
    ],
    ['no more than the receipt’s cap', { maxPointsPerReceipt: 15 }, 1000, 15],
    ['no more than the budget', { budget_points: 12 }, 1000, 12],
  ])('%s', (_what, given, spend_yen, points) => {
    expect(most(given, spend_yen)).toBe(points)
  })

  test('is never less than the product really gives, whatever the rules and the basket', () => {
    const random = seededRandom(4)
    const upTo = (n: number) => Math.floor(random() * (n + 1))
    for (let round = 0; round < 2_000; round++) {
      const rules = rulesOf({
        pointsPerProduct: upTo(20),
        products: products.map((product) => ({ ...product, points: random() < 0.3 ? upTo(60) : null })),
        sets: [
          { id: 'two', name: '', all: ['tea', 'chips'], points: 1 + upTo(40), timesPerReceipt: 1 + upTo(2) },
          { id: 'any', name: '', different: 2 + upTo(1), points: 1 + upTo(40), timesPerReceipt: 1 + upTo(2) },
        ].slice(upTo(2)),
        amountPoints: [null, { of: 'receipt', per_yen: 1 + upTo(400), points: 1 + upTo(30) }][upTo(1)],
        multipliers: random() < 0.5 ? [{ when: 'first_entry', percent: 101 + upTo(200) }] : [],
        maxPointsPerReceipt: 1 + upTo(400),
      })
      const basket = products
        .map(({ id, price_yen }) => ({ productId: id, quantity: upTo(4), price_yen }))
        .filter(({ quantity }) => quantity > 0)
        .map(({ productId, quantity, price_yen }) => ({
          productId,
          quantity,
          amount_yen: quantity * price_yen,
        }))
      const spend_yen = basket.reduce((sum, line) => sum + line.amount_yen, 0) + upTo(300)
      const bought = { products: basket, total_yen: spend_yen, purchasedAt: '2026-11-02' }
      const earned = earnPoints(bought, rules, NO_HISTORY).points
      expect(mostPoints(rules, pricesOf(rules, 128), spend_yen)).toBeGreaterThanOrEqual(earned)
    }
  })
})

describe('the least that must be spent', () => {
  const rules = rulesOf({
    sets: [
      { id: 'both', name: '', all: ['tea', 'chocolate'], points: 10 },
      { id: 'any', name: '', different: 2, points: 10 },
      { id: 'some', name: '', different: 2, of: ['chips', 'chocolate'], points: 10 },
    ],
  })
  const prices = pricesOf(rules, 128)

  test('for a set is the price of its cheapest goods', () => {
    expect(rules.sets.map((set) => priceOfSet(set, prices))).toEqual([300, 250, 350])
  })

  test('to take part is the cheapest product, or the minimum spend', () => {
    expect(leastSpend(rules, prices)).toBe(100)
    expect(leastSpend(rulesOf({ minimumSpend: { yen: 500, of: 'receipt' } }), prices)).toBe(500)
  })

  test('takes a product without a price to cost what is said otherwise', () => {
    expect(pricesOf(rulesOf({ products: [{ id: 'new', name: '新商品' }] }), 128).get('new')).toBe(128)
  })
})
