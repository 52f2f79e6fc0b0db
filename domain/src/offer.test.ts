import { expect, test } from 'vitest'
import { offerApplies, type OfferRule } from './offer.ts'

const rule: OfferRule = {
  name: 'tea drinkers meet chocolate',
  boughtProductIds: ['green-tea', 'barley-tea'],
  neverProductIds: ['milk-chocolate', 'nori-chips'],
  title: 'お茶のおともに',
  body: 'ミルクチョコレートはいかがですか。',
  link: '/campaign',
}

test.each([
  ['one of the first kind', ['green-tea'], true],
  ['both of the first kind and something else', ['green-tea', 'barley-tea', 'cup-miso'], true],
  ['one of each kind', ['barley-tea', 'nori-chips'], false],
  ['something else only', ['cup-miso'], false],
  ['nothing', [], false],
])('a person who has bought %s', (_what, bought, applies) => {
  expect(offerApplies(rule, new Set(bought))).toBe(applies)
})
