import { expect, test } from 'vitest'
import { offerApplies, OfferRule } from './offer.ts'

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

test.each(['/', '/products/茶', 'https://example.com/tea', 'line://nv/camera', 'tel:0312345678'])(
  'an offer may lead to %s',
  (link) => expect(OfferRule.safeParse({ ...rule, link }).success).toBe(true),
)

test.each(['', 'points', 'javascript:alert(1)', 'data:text/html,x', 'https://', `/${'茶'.repeat(200)}`])(
  'an offer may not lead to "%s": LINE would refuse the message',
  (link) => expect(OfferRule.safeParse({ ...rule, link }).success).toBe(false),
)
