import { addDays, CampaignRules, type OfferRule, type RankThresholds } from '@tamaru/domain'
import { demoCampaignGoods, demoProducts } from './demo-products.ts'

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
    products: demoCampaignGoods.map((id) => ({ id, ...demoProducts.get(id) })),
  })
}

/** What is planned: a draft, of which dates and points are still open. Its goods are products of the account. */
export const demoPlan = (productIds: readonly string[]) => ({
  name: 'ミナト お茶の冬まつり',
  sponsor: 'ミナト食品',
  products: productIds.map((id) => ({ id })),
  pointsPerProduct: 20,
})

/** Within reach of a few receipts, so that every rank has somebody in it. */
export const demoRanks: RankThresholds = { silver: 80, gold: 150 }

export const demoOffers: OfferRule[] = [
  {
    name: 'お茶を買って、チップスはまだの人へ',
    boughtProductIds: ['4900000100013', '4900000100020', '4900000100037'],
    neverProductIds: ['4900000100044'],
    title: 'お茶のおともに、のり塩はいかが?',
    body: 'ミナトのお茶をありがとうございます。のり塩チップスといっしょに買うと、1枚のレシートでまとめてポイントがたまります。',
    link: '/',
  },
]

/** What the shop may give by hand in a year. */
export const demoBudget = {
  name: 'お詫びとお礼',
  purpose: 'お待たせした方、ご意見をくださった方へ',
  unit: 'points' as const,
  limit: 10_000,
  pointsLiveForDays: 365,
}

/** What its rewards may cost in a year. */
export const demoRewardBudget = {
  name: '特典の費用',
  purpose: '緑茶とオンラインショップのコード',
  unit: 'yen' as const,
  limit: 60_000,
  pointsLiveForDays: 365,
}
