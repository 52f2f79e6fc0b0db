import { decide, NO_HISTORY, type Decision } from '@tamaru/domain'
import { afterAll, expect, test } from 'vitest'
import { seededRandom } from '../../training/random.ts'
import { asLines } from '../../training/receipts/as-line.ts'
import { fillTemplate } from '../../training/receipts/fill-template.ts'
import { layOut } from '../../training/receipts/lay-out.ts'
import { drawStyle } from '../../training/receipts/till-style.ts'
import { makeRules } from '../../../tests/support/make-rules.ts'
import { readLines } from './read-lines.ts'
import { openRoleReader } from './roles/open-role-reader.ts'

const TODAY = '2026-11-30'
const rules = makeRules({
  sponsor: 'ヒナタ食品',
  purchasedFrom: '2026-10-01',
  purchasedUntil: '2026-12-31',
  entryUntil: '2027-01-07',
  sets: [],
  products: [
    { id: 'black-tea', name: 'ヒナタ 紅茶 500ml', kana: 'ヒナタ コウチャ', aliases: [], price_yen: 128 },
    { id: 'wiener', name: 'ヒナタ ウインナー 2本', kana: 'ヒナタ ウインナー', aliases: [], price_yen: 148 },
  ],
})

/** Parts of a receipt, a line each: what stands behind `>` is printed at the right rim, behind `^` in the middle, `!` wide. */
type Print = { head: string[]; moment: string[]; goods: string[]; sums: string[]; foot: string[] }

const PLAIN: Print = {
  head: ['!^スーパーこだま', '^水沢店', '^TEL 03-5550-1234'],
  moment: ['2026年11月20日(金) 12:34>レジ0002'],
  goods: ['ヒナタ 紅茶 500ml>¥128', '木綿豆腐>¥98'],
  sums: ['小計 2点>¥226', '!合計>¥226', '(8%対象>¥226)', '(内消費税等>¥16)', 'お預り>¥300', 'お釣り>¥74'],
  foot: ['※印は軽減税率対象商品です'],
}

const style = drawStyle(seededRandom('till faults'), 'seen')
const reader = openRoleReader()
afterAll(() => reader.close())

async function judge(change: Partial<Print>): Promise<Decision> {
  const { head, moment, goods, sums, foot } = { ...PLAIN, ...change }
  const printed = [...head, ...moment, ...goods, ...sums, ...foot].flatMap((line) =>
    fillTemplate(`other${line.startsWith('!') ? '!' : ''}|${line.replace('!', '')}`, {}, (a) => a),
  )
  const lines = asLines(layOut({ ...style, columns: 34 }, printed))
  const { reading } = await readLines(lines, { papers: 1, edges: true, blurred: false }, reader)
  return decide(
    {
      ...reading,
      marks: { photo: null, edited: null },
      engine: { name: 'test', version: '1', ms: {} },
    },
    { version: 1, rules },
    NO_HISTORY,
    TODAY,
  )
}

const sumsOf = (total: number, pieces: number) => [
  `小計 ${pieces}点>¥${total}`,
  `!合計>¥${total}`,
  `(8%対象>¥${total})`,
  `(内消費税等>¥${Math.floor((total * 8) / 108)})`,
  'お預り>¥1,000',
  `お釣り>¥${1000 - total}`,
]

/** What is right, and no more: so many pieces are credited, or nothing is before a person has looked. */
const CREDITED: [string, number, Partial<Print>][] = [
  ['a plain receipt', 1, {}],
  ['a day set apart', 1, { moment: ['2026年11月 2 8日 12:34'] }],
  ['a day in wide digits', 1, { moment: ['２０２６年１１月２８日 １２:３４'] }],
  ['a day of the era', 1, { moment: ['令和8年11月20日 12:34'] }],
  ['a short day', 1, { moment: ["'26.11.20 12:34"] }],
  ['an afternoon', 1, { moment: ['2026年11月20日(金) 午後1:05'] }],
  ['an hour after midnight', 1, { moment: ['2026/11/20 25:30'] }],
  ['other days beside the purchase’s', 1, { moment: ['発行日: 2026/11/28', '購入日: 2026/11/20 12:34', '有効期限: 2027/11/20'] }],
  ['two of one good, counted below', 2, { goods: ['ヒナタ 紅茶 500ml>¥256', '  2コ×単128', '木綿豆腐>¥98'], sums: sumsOf(354, 3) }],
  ['price times count below', 2, { goods: ['ヒナタ 紅茶 500ml>¥256', '  @128×2', '木綿豆腐>¥98'], sums: sumsOf(354, 3) }],
  ['count and price in brackets', 2, { goods: ['ヒナタ 紅茶 500ml>¥256', '   (2個 @128)', '木綿豆腐>¥98'], sums: sumsOf(354, 3) }],
  ['count and price in words', 2, { goods: ['ヒナタ 紅茶 500ml>¥256', '  数量 2 単価 128', '木綿豆腐>¥98'], sums: sumsOf(354, 3) }],
  ['pieces before the sum', 2, { goods: ['ヒナタ 紅茶 500ml', '   2点>¥256', '木綿豆腐', '   1点>¥98'], sums: sumsOf(354, 3) }],
  ['price, count and sum', 3, { goods: ['ヒナタ 紅茶 500ml', '  ¥128~60~3個>¥384', '木綿豆腐', '  ¥98~60~1個>¥98'], sums: sumsOf(482, 4) }],
  ['ten of one good', 10, { goods: ['ヒナタ 紅茶 500ml>¥1,280', '  128x10'], sums: ['小計 10点>¥1,280', '!合計>¥1,280', 'お預り>¥2,000', 'お釣り>¥720'] }],
  ['something off below', 1, { goods: ['ヒナタ 紅茶 500ml>¥128', '  割引 20%>-25', '木綿豆腐>¥98'], sums: sumsOf(201, 2) }],
  ['the goods’ sum told first', 1, { sums: ['(商品代金>¥226', '(値引合計>-¥0', ...PLAIN.sums] }],
  ['points used after the tax', 1, { sums: ['小計>¥226', '外税8%>¥18', 'ポイント利用>-44', '!合計>¥200', '現金>¥200'] }],
  ['a rounding', 1, { sums: ['小計>¥226', '外税8%>¥18', '端数値引>-4', '!合計>¥240', '現金>¥240'] }],
  ['tax on top', 1, { sums: ['小計>¥226', '外税8%>¥18', '!合計>¥244', 'お預り>¥300', 'お釣り>¥56'] }],
  ['adverts with numbers in the head', 1, { head: [...PLAIN.head, '全品10%引セール 11/20-11/28', '卵 198円'] }],
  ['the shop at the foot', 1, { head: ['^領収証'], foot: PLAIN.head }],
  ['codes over names', 1, { goods: ['4901234567894', 'ヒナタ 紅茶 500ml>¥128', '4909876543210', '木綿豆腐>¥98'] }],
  ['a piece taken back', 1, { goods: ['ヒナタ 紅茶 500ml>¥128', '木綿豆腐>¥98', 'ヒナタ 紅茶 500ml>¥128', '取消 ヒナタ 紅茶 500ml>-¥128'] }],
  ['a summary that repeats the goods', 1, { foot: ['ポイント対象商品', 'ヒナタ 紅茶 500ml>¥128'] }],
] // prettier-ignore

const NOT_CREDITED: [string, Partial<Print>][] = [
  ['the till is in training', { head: ['*** 訓練モード ***', ...PLAIN.head] }],
  ['it is a quotation', { head: ['御見積書', ...PLAIN.head] }],
  ['it is a copy', { head: [...PLAIN.head, '(再発行)'] }],
  ['the staff are in training', { head: ['研修モード', ...PLAIN.head] }],
  ['money was given back', { head: ['払戻票', ...PLAIN.head] }],
  ['the only day is a coupon’s', { moment: [], foot: ['次回使えるクーポン 2026.11.28まで'] }],
  ['the only day is in an address', { moment: [], head: [...PLAIN.head, '中央区本町2-6-11-15'] }],
  ['the day is to come', { moment: ['2026年12月20日 12:34'] }],
  ['the day is of long ago', { moment: ['2018年11月28日 12:34'] }],
  ['the total was raised', { sums: PLAIN.sums.map((line) => line.replace('!合計>¥226', '!合計>¥926')) }],
  ['most of the brand is lost', { goods: ['ヒ 紅茶500ml>¥128', '木綿豆腐>¥98'] }],
  ['another maker’s good stands there', { goods: ['アオバ 紅茶 500ml>¥128', '木綿豆腐>¥98'] }],
] // prettier-ignore

const judgeAll = <T extends Partial<Print>>(prints: T[]) => Promise.all(prints.map(judge))

test('next to all that is right is credited by itself, and not a piece too many', async () => {
  const decisions = await judgeAll(CREDITED.map(([, , change]) => change))
  const credited = CREDITED.map(([name, pieces], i) => ({ name, pieces, decision: decisions[i]! }))
  const paid = credited.filter(({ decision }) => decision.outcome === 'approved')
  expect(credited.filter(({ decision }) => decision.outcome === 'rejected').map(({ name }) => name)).toEqual(
    [],
  )
  for (const { name, pieces, decision } of paid)
    expect([name, decision.matched.reduce((sum, { quantity }) => sum + quantity, 0)]).toEqual([name, pieces])
  expect(paid.length / credited.length).toBeGreaterThanOrEqual(0.85)
})

test.each(NOT_CREDITED)('where %s, nothing is credited', async (_what, change) => {
  expect((await judge(change)).outcome).not.toBe('approved')
})
