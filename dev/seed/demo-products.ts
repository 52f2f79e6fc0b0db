import { ProductFacts } from '@tamaru/domain'

/** ミナト食品's catalogue, by the ids that the demo's campaign gives its goods outside of an account. */
export const demoProducts: ReadonlyMap<string, ProductFacts> = new Map(
  [
    ['green-tea-500', '4900000100013', 'ミナト 緑茶 500ml', 'ミナト リョクチャ', 128, 'お茶', '🍵'],
    ['barley-tea-600', '4900000100020', 'ミナト 麦茶 600ml', 'ミナト ムギチャ', 118, 'お茶', '🌾'],
    [
      'jasmine-tea-500',
      '4900000100037',
      'ミナト ジャスミン茶 500ml',
      'ミナト ジャスミンチャ',
      138,
      'お茶',
      '🌼',
    ],
    [
      'nori-chips-60',
      '4900000100044',
      'ミナト のり塩チップス 60g',
      'ミナト ノリシオチップス',
      158,
      'お菓子',
      '🥔',
    ],
    [
      'milk-chocolate',
      '4900000100051',
      'ミナト ミルクチョコレート',
      'ミナト ミルクチョコレート',
      198,
      'お菓子',
      '🍫',
    ],
    ['cup-miso', '4900000100068', 'ミナト カップ味噌汁', 'ミナト カップミソシル', 168, '汁物', '🥣'],
    ['roasted-tea-500', '4900000100075', 'ミナト ほうじ茶 500ml', 'ミナト ホウジチャ', 128, 'お茶', '🍂'],
  ].map(([id, jan, name, kana, price_yen, category, picture]) => [
    String(id),
    ProductFacts.parse({ jan, name, kana, price_yen, brand: 'ミナト', category, picture }),
  ]),
)

/** Those that count in the campaign; the roasted tea is to come. */
export const demoCampaignGoods = [...demoProducts.keys()].filter((id) => id !== 'roasted-tea-500')
