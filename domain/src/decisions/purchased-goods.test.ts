import { describe, expect, test } from 'vitest'
import { makeItem, makeReading } from '../../../tests/support/make-reading.ts'
import { seededRandom } from '../simulation/seeded-random.ts'
import { listGoods, sumOfGoods, supportedGoods } from './purchased-goods.ts'

const TEA = 'ミナト 緑茶 500ml'
const matched = [
  { productId: 'green-tea', name: TEA, printed: TEA, quantity: 1, score: 1, certainty: 'sure' as const },
]
const NO_PROOF = { holds: [], fails: [], repairs: [] }

describe('goods are kept', () => {
  test('all of them, where they fit the total', () => {
    const goods = supportedGoods(makeReading({ proof: NO_PROOF }), matched)
    expect(goods.map(({ productId, amount_yen }) => [productId, amount_yen])).toEqual([
      ['green-tea', 128],
      [null, 178],
    ])
  })

  test('the campaign’s alone, where all together cost more than was paid', () => {
    const items = [makeItem('ゴ三', { unitPrice: 16_983 }), makeItem(TEA)]
    const goods = supportedGoods(makeReading({ items, total: 2_744, proof: NO_PROOF }), matched)
    expect(goods).toEqual([{ line: 1, name: TEA, productId: 'green-tea', quantity: 1, amount_yen: 128 }])
  })

  test('without amounts, where even these cost more, or no total was read', () => {
    const items = [makeItem(TEA, { unitPrice: 16_983 })]
    const without = [expect.objectContaining({ productId: 'green-tea', amount_yen: 0 })]
    expect(supportedGoods(makeReading({ items, total: 2_744, proof: NO_PROOF }), matched)).toEqual(without)
    expect(supportedGoods(makeReading({ total: null, proof: NO_PROOF }), matched)).toEqual(without)
  })
})

test('whatever was read, what is kept never costs more than the total', () => {
  const random = seededRandom(20_261_102)
  for (let n = 0; n < 500; n++) {
    const items = Array.from({ length: Math.floor(random() * 6) }, () =>
      makeItem(random() < 0.4 ? TEA : '食パン', { unitPrice: Math.floor(random() * 900) }),
    )
    const total = random() < 0.1 ? null : Math.floor(random() * 2_000)
    const reading = makeReading({ items, total, proof: NO_PROOF })
    const kept = supportedGoods(reading, matched)
    expect(sumOfGoods(kept)).toBeLessThanOrEqual(total ?? 0)
    for (const productId of new Set(listGoods(reading, matched).map((good) => good.productId)))
      if (productId !== null) expect(kept.map((good) => good.productId)).toContain(productId)
  }
})
