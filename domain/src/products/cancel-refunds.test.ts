import { describe, expect, test } from 'vitest'
import { makeItem } from '../../../tests/support/make-reading.ts'
import { makeRules } from '../../../tests/support/make-rules.ts'
import { matchProducts } from './match-products.ts'

const TEA = 'ミナト 緑茶 500ml'
const match = (...items: ReturnType<typeof makeItem>[]) =>
  matchProducts(items, makeRules()).map(({ productId, quantity, certainty }) => [
    productId,
    quantity,
    certainty,
  ])
const back = (name: string, yen: number) => makeItem(name, { amount: -yen, unitPrice: -yen })

describe('what the receipt takes back is not counted', () => {
  test.each([TEA, `取消 ${TEA}`, `返品 ${TEA}`, 'ﾐﾅﾄ ﾘｮｸﾁｬ500'])('under the name %s', (name) => {
    expect(match(makeItem(TEA), makeItem('ミナト 麦茶 600ml'), back(name, 128))).toEqual([
      ['barley-tea', 1, 'sure'],
    ])
  })

  test('one of several pieces', () => {
    expect(match(makeItem(TEA, { quantity: 3 }), back(TEA, 128))).toEqual([['green-tea', 2, 'sure']])
  })

  test('where only "cancelled" stands under the line', () => {
    expect(match(makeItem('食パン'), makeItem(TEA), back('取消', 128))).toEqual([])
    expect(match(makeItem(TEA), makeItem('食パン'), back('取消', 128))).toEqual([['green-tea', 1, 'sure']])
  })

  test('where the minus was not read but the word was', () => {
    expect(match(makeItem(TEA), makeItem(`返品 ${TEA}`))).toEqual([])
  })
})

test('a discount takes nothing back', () => {
  expect(match(makeItem(TEA), back('値引', 20), back(`${TEA} 値引`, 20))).toEqual([['green-tea', 1, 'sure']])
})

test('a product of which more is taken back than was bought, or perhaps, goes to staff', () => {
  expect(match(makeItem(TEA), back(TEA, 300))).toEqual([['green-tea', 1, 'unsure']])
  expect(match(makeItem(TEA), back('ミナト 禄茶', 128))).toEqual([['green-tea', 1, 'unsure']])
})
