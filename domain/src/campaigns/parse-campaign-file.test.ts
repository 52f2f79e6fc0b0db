import { expect, test } from 'vitest'
import { makeRules } from '../../../tests/support/make-rules.ts'
import { parseCampaignFile } from './parse-campaign-file.ts'

test('whole rules are taken as they are', () => {
  expect(parseCampaignFile(makeRules())).toEqual(makeRules())
})

test('of an outline each product is worth ten points, without caps', () => {
  const rules = parseCampaignFile({
    campaign: 'あつめてミナト',
    purchasedFrom: '2026-04-01',
    purchasedUntil: '2026-11-30',
    rule: 'words for people',
    products: [{ id: 'tea', name: 'ミナト 緑茶 500ml' }],
  })
  expect(rules).toMatchObject({
    name: 'あつめてミナト',
    entryUntil: '2026-12-07',
    pointsPerProduct: 10,
    sets: [],
    products: [{ id: 'tea', aliases: [], price_yen: null }],
  })
  expect(rules.maxPointsPerReceipt).toBeGreaterThan(100_000)
})

test('a fault is named by its place', () => {
  expect(() => parseCampaignFile({ purchasedFrom: '1 April', purchasedUntil: '2026-11-30' })).toThrow(
    /purchasedFrom: A date, please[\s\S]*products/,
  )
  expect(() => parseCampaignFile({ ...makeRules(), pointsPerProduct: -1 })).toThrow(/pointsPerProduct/)
})
