import { CampaignRules, RankThresholds, RewardTerms } from '@tamaru/domain'
import { describe, expect, it } from 'vitest'
import { findFaults } from './find-faults.ts'

const whole = {
  name: 'あつめてミナト',
  sponsor: 'ミナト食品',
  purchasedFrom: '2026-04-01',
  purchasedUntil: '2026-11-30',
  entryUntil: '2026-12-07',
  products: [{ id: 'tea', name: 'ミナト 緑茶' }],
  pointsPerProduct: 10,
  maxPointsPerReceipt: 300,
  maxPointsPerPersonPerDay: 1000,
  pointsLiveForDays: 365,
}
const faultsOf = (change: object) => findFaults(CampaignRules, { ...whole, ...change })
const jaOf = (change: object) => faultsOf(change).map(({ path, words }) => [path, words.ja])

describe('the faults of what a marketer writes', () => {
  it('are none where the rules hold', () => expect(faultsOf({})).toEqual([]))

  it('tell what is still to be filled in from what is wrong', () => {
    expect(faultsOf({ pointsPerProduct: null })).toMatchObject([{ path: 'pointsPerProduct', missing: true }])
    expect(faultsOf({ pointsPerProduct: -1 })).toEqual([
      { path: 'pointsPerProduct', missing: false, words: { ja: '0以上にしてください', en: 'At least 0' } },
    ])
  })

  it.each([
    ['a number with a fraction', { pointsLiveForDays: 1.5 }, 'pointsLiveForDays', '整数で入力してください'],
    ['a number that must be positive', { budget_points: 0 }, 'budget_points', '1以上にしてください'],
    [
      'a number beyond what fits',
      { budget_points: 1e15 },
      'budget_points',
      '1,000,000,000以下にしてください',
    ],
    ['a day that is none', { entryUntil: '来月' }, 'entryUntil', '日付を入力してください'],
    [
      'an end before its beginning',
      { purchasedUntil: '2026-03-01' },
      'purchasedUntil',
      '購入期間の初日より前です',
    ],
    [
      'an end of entry before its beginning',
      { entryUntil: '2026-03-01' },
      'entryUntil',
      '応募の受付開始より前です',
    ],
    ['a name in a list', { products: [{ id: 'tea' }] }, 'products.0.name', '入力してください'],
    [
      'a set of what is not sold',
      { sets: [{ id: 'a', name: 'a', all: ['cup'], points: 1 }] },
      'sets',
      '対象商品にないものがあります: cup',
    ],
    [
      'a set of nothing',
      { sets: [{ id: 'a', name: 'a', points: 1 }] },
      'sets.0',
      'そろえる商品を選んでください',
    ],
    [
      'two of one id',
      { products: [whole.products[0], whole.products[0]] },
      'products',
      '同じIDが2つあります',
    ],
    ['an instant win without prizes', { instantWin: { prizes: [] } }, 'instantWin.prizes', '1つ以上必要です'],
  ])('name %s in Japanese at its place', (_, change, path, words) =>
    expect(jaOf(change)).toContainEqual([path, words]),
  )

  it('go by the way of writing that is nearest', () => {
    const steps = { of: 'receipt', steps: [{ from_yen: 500, points: null }] }
    expect(jaOf({ amountPoints: steps })).toEqual([['amountPoints.steps.0.points', '入力してください']])
    expect(jaOf({ amountPoints: { of: 'receipt', per_yen: null, points: 5 } })).toEqual([
      ['amountPoints.per_yen', '入力してください'],
    ])
  })

  it('say in Japanese why a campaign without products wins nothing', () =>
    expect(jaOf({ products: [] })[0]![1]).toContain('対象商品がないときは'))

  it('are found for rewards too', () => {
    const faults = findFaults(RewardTerms, {
      name: { ja: 'x'.repeat(61), en: '' },
      words: { ja: '', en: 'a' },
      cost_points: 0,
      couponDays: 30,
      picture: 'plain',
    })
    expect(faults.map(({ path, words }) => [path, words.ja])).toEqual([
      ['name.ja', '60文字までにしてください'],
      ['name.en', '入力してください'],
      ['words.ja', '入力してください'],
      ['picture', '絵文字か https:// の画像'],
      ['cost_points', '1以上にしてください'],
    ])
  })

  it('of ranks that begin in the wrong order stand at the higher one', () => {
    expect(findFaults(RankThresholds, { silver: 500, gold: 500 })).toMatchObject([
      { path: 'gold', missing: false, words: { ja: 'シルバーより大きくしてください' } },
    ])
  })
})
