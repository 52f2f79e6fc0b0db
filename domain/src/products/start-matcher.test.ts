import { expect, test } from 'vitest'
import { makeItem } from '../../../tests/support/make-reading.ts'
import { makeRules } from '../../../tests/support/make-rules.ts'
import { matchProducts, startMatcher } from './match-products.ts'
import { seededRandom } from '../simulation/seeded-random.ts'

test('receipt after receipt, a matcher finds what is found in each alone', () => {
  const rules = makeRules()
  const match = startMatcher(rules)
  const random = seededRandom(8)
  const NAMES = [
    'ミナト 緑茶 500ml',
    'ミナト リョクチャ',
    'ミナト カップ味噌',
    '食パン 6枚切',
    'ミナト 緑茶 500ml 取消',
    '取消',
  ]
  for (let n = 0; n < 150; n++) {
    const items = Array.from({ length: 1 + Math.floor(random() * 4) }, () => {
      const name = NAMES[Math.floor(random() * NAMES.length)]!
      const quantity = 1 + Math.floor(random() * 2)
      return makeItem(name, {
        quantity,
        unitPrice: name.includes('取消') ? -128 : random() < 0.8 ? 128 : 640,
      })
    })
    expect(match(items)).toEqual(matchProducts(items, rules))
  }
})
