import { expect, test } from 'vitest'
import { makeRules } from '../../../tests/support/make-rules.ts'
import { compareRules } from './compare-rules.ts'

const rules = makeRules()

test('the same rules do not differ', () => {
  expect(compareRules(rules, structuredClone(rules))).toEqual([])
})

test('a changed figure is named with what it was', () => {
  expect(compareRules(rules, { ...rules, pointsPerProduct: 15 })).toEqual([
    { path: 'pointsPerProduct', before: 10, after: 15 },
  ])
})

test('a product is known by its id, wherever it stands in the list', () => {
  const [first, ...others] = rules.products
  const cheaper = { ...first!, price_yen: 98 }
  expect(compareRules(rules, { ...rules, products: [...others, cheaper] })).toEqual([
    { path: 'products.green-tea.price_yen', before: 128, after: 98 },
  ])
})

test('a product that is new or gone is one difference, whole', () => {
  const changes = compareRules(rules, { ...rules, products: rules.products.slice(1) })
  expect(changes).toEqual([{ path: 'products.green-tea', before: rules.products[0], after: null }])
  expect(compareRules({ ...rules, products: rules.products.slice(1) }, rules)).toEqual([
    { path: 'products.green-tea', before: null, after: rules.products[0] },
  ])
})

test('a rule that comes to be where there was none is one difference', () => {
  const stamps = { per: 'entry', goal: 5, points: 100, repeats: true } as const
  expect(compareRules(rules, { ...rules, stamps })).toEqual([{ path: 'stamps', before: null, after: stamps }])
})
