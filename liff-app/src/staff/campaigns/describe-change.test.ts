import { compareRules } from '@tamaru/domain'
import { expect, it } from 'vitest'
import { placeOf } from './describe-change.ts'

const before = {
  pointsPerProduct: 10,
  products: [{ id: 'tea', name: 'ミナト 緑茶', price_yen: 128 }],
  multipliers: [{ when: 'first_entry', percent: 200 }],
}
const after = {
  pointsPerProduct: 15,
  products: [
    { id: 'tea', name: 'ミナト 緑茶', price_yen: 138 },
    { id: 'cup', name: 'カップ味噌汁', price_yen: 168 },
  ],
  multipliers: [{ when: 'first_entry', percent: 300 }],
}

it('says of each change what it is about, by the names that people know', () => {
  const places = compareRules(before, after).map((change) => placeOf(change, after, before))
  expect(places).toEqual([
    { kind: 'pointsPerProduct', line: undefined },
    { kind: 'products.*.price_yen', line: 'ミナト 緑茶' },
    { kind: 'products.*', line: 'カップ味噌汁' },
    { kind: 'multipliers.*.percent', line: '1' },
  ])
})
