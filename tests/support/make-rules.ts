import { CampaignRules, type CampaignRulesInput } from '@tamaru/domain'

/** A campaign of six products that runs through 2026: 10 points each, 50 more for three different ones. */
export function makeRules(given: Partial<CampaignRulesInput> = {}): CampaignRules {
  return CampaignRules.parse({
    name: 'あつめてミナト',
    sponsor: 'ミナト食品',
    purchasedFrom: '2026-01-01',
    purchasedUntil: '2026-12-31',
    entryUntil: '2027-01-07',
    products: [
      { id: 'green-tea', name: 'ミナト 緑茶 500ml', kana: 'ミナト リョクチャ', price_yen: 128 },
      { id: 'barley-tea', name: 'ミナト 麦茶 600ml', kana: 'ミナト ムギチャ', price_yen: 118 },
      { id: 'jasmine-tea', name: 'ミナト ジャスミン茶 500ml', kana: 'ミナト ジャスミンチャ', price_yen: 138 },
      {
        id: 'nori-chips',
        name: 'ミナト のり塩チップス 60g',
        kana: 'ミナト ノリシオチップス',
        price_yen: 158,
      },
      {
        id: 'milk-chocolate',
        name: 'ミナト ミルクチョコレート',
        kana: 'ミナト ミルクチョコレート',
        price_yen: 198,
      },
      { id: 'cup-miso', name: 'ミナト カップ味噌汁', kana: 'ミナト カップミソシル', price_yen: 168 },
    ],
    pointsPerProduct: 10,
    sets: [{ id: 'variety', name: '3種類セット', different: 3, points: 50 }],
    maxPointsPerReceipt: 300,
    maxPointsPerPersonPerDay: 1000,
    pointsLiveForDays: 180,
    ...given,
  })
}
