/** What stands in several templates. The sums say what came, where it went and what there is now: they always add up. */
export const SUMS = {
  type: 'lines',
  most: 6,
  least: 1,
  longest: 200,
  means: { ja: 'ポイントの内訳と残高', en: 'where points went, and what there is now' },
  sample: [{ ja: 'つかえるポイント 320', en: '320 points to spend' }],
} as const

export const GOODS = {
  type: 'lines',
  most: 6,
  longest: 100,
  means: { ja: '対象になった商品', en: 'the goods that counted' },
  sample: ['・ミナト 緑茶 500ml ×2'],
} as const

export const REASON = {
  type: 'text',
  longest: 600,
  means: { ja: '結果の説明', en: 'why it ended so' },
  sample: { ja: '対象の商品が見つかりませんでした。', en: 'None of the goods that count was found.' },
} as const
