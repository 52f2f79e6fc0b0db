import type { RewardKind, RewardTerms } from '@tamaru/domain'

type DemoReward = { kind: RewardKind; terms: RewardTerms; codes: readonly string[] }

const always = {
  ...{ exchangeFrom: null, exchangeUntil: null, active: true, cost_yen: null, budgetId: null },
  ...{ leastAge: null, onlyFor: null },
}

/**
 * What ミナト食品's points can be exchanged for: a coupon for the till, codes of a shop, one that is gone,
 * and one for who is of age. */
export const demoRewards = {
  tea: {
    kind: 'till_code',
    terms: {
      ...always,
      name: { ja: 'ミナト 緑茶 500ml 1本', en: 'A bottle of Minato green tea' },
      words: {
        ja: 'お店のレジでこのクーポンを見せて、スタッフの前で「使用する」をスライドしてください。',
        en: 'Show this coupon at the till, and slide “use” in front of the staff.',
      },
      picture: '🍵',
      cost_points: 30,
      stock: 500,
      perPersonLimit: 3,
      couponDays: 30,
      cancelWithin_min: 30,
    },
    codes: [],
  },
  shopCodes: {
    kind: 'code_pool',
    terms: {
      ...always,
      name: { ja: 'ミナト公式ショップ 500円分コード', en: '500 yen for the Minato online shop' },
      words: {
        ja: '公式ショップのお会計で、コードを入力してください。コードを表示したあとは取り消せません。',
        en: 'Enter the code when you pay in the online shop. Once it is shown it cannot be given back.',
      },
      picture: '🎁',
      cost_points: 50,
      stock: null,
      perPersonLimit: 1,
      couponDays: 90,
      cancelWithin_min: 60,
    },
    codes: Array.from({ length: 20 }, (_, n) => `MINATO-DEMO-${String(n + 1).padStart(4, '0')}`),
  },
  apron: {
    kind: 'till_code',
    terms: {
      ...always,
      name: { ja: 'ミナト オリジナルエプロン', en: 'A Minato apron' },
      words: { ja: 'サービスカウンターでお渡しします。', en: 'Handed over at the service counter.' },
      picture: '👩‍🍳',
      cost_points: 40,
      stock: 1,
      perPersonLimit: 1,
      couponDays: 60,
      cancelWithin_min: null,
    },
    codes: [],
  },
  beer: {
    kind: 'till_code',
    terms: {
      ...always,
      name: { ja: 'みなとビール 350ml 1本', en: 'A can of Minato beer' },
      words: {
        ja: '20歳以上の方がお使いになれます。お店のレジでこのクーポンを見せてください。',
        en: 'For people of 20 and over. Show this coupon at the till.',
      },
      picture: '🍺',
      cost_points: 120,
      stock: 100,
      perPersonLimit: 1,
      leastAge: 20,
      couponDays: 30,
      cancelWithin_min: 30,
    },
    codes: [],
  },
} satisfies Record<string, DemoReward>

/** What one costs the account, where a budget pays for it. */
export const demoRewardCosts = { tea: 120, shopCodes: 500 } satisfies Partial<
  Record<keyof typeof demoRewards, number>
>
