import { addDays, CampaignRules, type OfferRule, type RankThresholds } from '@tamaru/domain'

/** ミナト食品's campaign. When its days are over, the demo lets it go on, so that a newcomer can still take part. */
export function demoCampaign(today: string): CampaignRules {
  const isOver = today > '2026-11-30'
  return CampaignRules.parse({
    name: 'ミナト食品 あつめてミナト',
    sponsor: 'ミナト食品',
    purchasedFrom: '2026-04-01',
    purchasedUntil: isOver ? addDays(today, 60) : '2026-11-30',
    entryUntil: isOver ? addDays(today, 67) : '2026-12-07',
    pointsPerProduct: 10,
    sets: [{ id: 'variety', name: '3種類セット', different: 3, points: 50 }],
    multipliers: [
      { when: 'rank', rank: 'silver', percent: 120 },
      { when: 'rank', rank: 'gold', percent: 150 },
    ],
    stamps: { per: 'entry', goal: 5, points: 30 },
    draws: [
      {
        id: 'tea-garden',
        name: '茶畑見学ツアー ペア10組',
        winners: 10,
        drawnFrom: addDays(isOver ? addDays(today, 67) : '2026-12-07', 1),
        value_yen: 2000,
      },
    ],
    budget_points: 1_000_000,
    prizeBasis: { kind: 'by_chance', transaction_yen: 118, expectedSales_yen: 80_000_000, yenPerPoint: 1 },
    maxPointsPerReceipt: 300,
    maxPointsPerPersonPerDay: 1000,
    pointsLiveForDays: 365,
    surveyAfter_min: 3,
    products: [
      ['green-tea-500', '4900000100013', 'ミナト 緑茶 500ml', 'ミナト リョクチャ', 128],
      ['barley-tea-600', '4900000100020', 'ミナト 麦茶 600ml', 'ミナト ムギチャ', 118],
      ['jasmine-tea-500', '4900000100037', 'ミナト ジャスミン茶 500ml', 'ミナト ジャスミンチャ', 138],
      ['nori-chips-60', '4900000100044', 'ミナト のり塩チップス 60g', 'ミナト ノリシオチップス', 158],
      ['milk-chocolate', '4900000100051', 'ミナト ミルクチョコレート', 'ミナト ミルクチョコレート', 198],
      ['cup-miso', '4900000100068', 'ミナト カップ味噌汁', 'ミナト カップミソシル', 168],
    ].map(([id, jan, name, kana, price_yen]) => ({ id, jan, name, kana, price_yen })),
  })
}

/** Within reach of a few receipts, so that every rank has somebody in it. */
export const demoRanks: RankThresholds = { silver: 80, gold: 150 }

export const demoOffers: OfferRule[] = [
  {
    name: 'お茶を買って、チップスはまだの人へ',
    boughtProductIds: ['green-tea-500', 'barley-tea-600', 'jasmine-tea-500'],
    neverProductIds: ['nori-chips-60'],
    title: 'お茶のおともに、のり塩はいかが?',
    body: 'ミナトのお茶をありがとうございます。のり塩チップスといっしょに買うと、1枚のレシートでまとめてポイントがたまります。',
    link: '/',
  },
]
