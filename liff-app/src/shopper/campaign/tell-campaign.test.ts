import { describe, expect, it } from 'vitest'
import type { Campaign } from '../../api/views.ts'
import { useFormat } from '../../ui/use-format.ts'
import { ja as points } from '../points/words.ts'
import { tellEarnings } from './tell-earnings.ts'
import { tellConditions, tellLimits } from './tell-terms.ts'
import { ja } from './words.ts'

const format = useFormat()
const telling = { words: ja, ranks: points.ranks, format }
const product = (id: string, name: string) => ({ id, name, price_yen: 128, points: null })

const plain: Campaign = {
  id: '0190a8d0-0000-7000-8000-000000000000',
  name: 'あつめてミナト',
  sponsor: 'ミナト食品',
  purchasedFrom: '2026-04-01',
  purchasedUntil: '2026-11-30',
  entryFrom: null,
  entryUntil: '2026-12-07',
  maxReceiptAgeDays: null,
  leastAge: null,
  isForSome: false,
  stores: null,
  products: [product('tea', '緑茶'), product('miso', '味噌汁')],
  minimumSpend: null,
  pointsPerProduct: 10,
  amountPoints: null,
  sets: [],
  multipliers: [],
  stamps: null,
  instantWin: null,
  commitment: null,
  draws: [],
  maxPointsPerReceipt: 300,
  maxPointsPerPersonPerDay: 1000,
  maxPointsPerPerson: null,
  budget_points: null,
  pendingDays: 0,
  pointsLiveForDays: 365,
}
const earnings = (given: Partial<Campaign>) =>
  tellEarnings({ ...plain, ...given }, telling).map(({ what, gives }) => `${what}: ${gives}`)

describe('a campaign in plain words', () => {
  it('tells what each product gives', () => {
    expect(earnings({})).toEqual(['対象商品を買うと: 1点につき 10ポイント'])
  })

  it('tells points by amount, by rate or step by step from the lowest', () => {
    const none = { products: [], pointsPerProduct: 0 }
    expect(earnings({ ...none, amountPoints: { of: 'receipt', per_yen: 200, points: 1 } })).toEqual([
      'レシートの合計 ¥200ごとに: 1ポイント',
    ])
    const steps = [
      { from_yen: 3000, points: 100 },
      { from_yen: 1000, points: 20 },
    ]
    expect(earnings({ ...none, amountPoints: { of: 'products', steps } })).toEqual([
      '対象商品の合計が ¥1,000以上で: 20ポイント',
      '対象商品の合計が ¥3,000以上で: 100ポイント',
    ])
  })

  it('tells sets by the names of their products', () => {
    const set = {
      name: 'セット',
      different: null,
      of: [],
      all: ['tea', 'miso'],
      points: 50,
      timesPerReceipt: 1,
    }
    expect(earnings({ pointsPerProduct: 0, sets: [{ id: 'pair', ...set }] })).toEqual([
      '緑茶と味噌汁を1枚のレシートで: さらに 50ポイント',
    ])
    const any = { ...set, id: 'any', all: [], different: 3 }
    expect(earnings({ pointsPerProduct: 0, sets: [any] })).toEqual([
      'ちがう対象商品を3種類、1枚のレシートで: さらに 50ポイント',
    ])
  })

  it('tells who gets more and when, and the stamp card', () => {
    expect(
      earnings({
        pointsPerProduct: 0,
        multipliers: [
          { when: 'rank', rank: 'silver', percent: 150 },
          { when: 'weekday', weekdays: [0, 6], percent: 200 },
        ],
        stamps: { per: 'entry', goal: 5, points: 100, repeats: true },
      }),
    ).toEqual([
      'シルバー以上の会員さん: ポイント1.5倍',
      '日曜日・土曜日のお買い物: ポイント2倍',
      '応募1回でスタンプ1個: 5個で 100ポイント',
    ])
  })

  it('tells what a receipt must be, and no condition that there is not', () => {
    expect(tellConditions(plain, ja, format)).toEqual([
      '4月1日(水)から11月30日(月)までのお買い物',
      '12月7日(月)までに応募してください',
      'どのお店のレシートでも応募できます',
    ])
    const strict = {
      ...plain,
      maxReceiptAgeDays: 7,
      minimumSpend: { yen: 500, of: 'products' as const },
      stores: [{ id: 's', name: 'コモレビマート' }],
    }
    expect(tellConditions(strict, ja, format)).toContain('対象商品の合計が ¥500以上')
    expect(tellConditions(strict, ja, format)).toContain('購入から7日以内のレシート')
    expect(tellConditions(strict, ja, format)).not.toContain('どのお店のレシートでも応募できます')
  })

  it('tells the caps that there are', () => {
    expect(tellLimits({ ...plain, budget_points: 100_000 }, ja, format)).toEqual([
      { of: 'レシート1枚', most: '300ポイントまで' },
      { of: '1日', most: '1,000ポイントまで' },
      { of: 'キャンペーン全体', most: '100,000ポイントまで' },
    ])
  })
})
