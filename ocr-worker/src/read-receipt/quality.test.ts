import { expect, test } from 'vitest'
import { judgeQuality } from './quality.ts'
import type { Parsed, Sight } from './parsed.ts'

const SHEET: Sight = { papers: 1, edges: true, blurred: false }

/** What the reader knows of a photo whose print says `texts`; `sums` and `goods` as they were found in it. */
function parsed(texts: string[], sight: Sight, found: { totals?: number; goods?: number } = {}): Parsed {
  const none = { totals: [], subtotals: [], payments: [], taxes: [] }
  return {
    roles: texts.map((text) => ({
      line: { text, confidence: 0.95 },
      numbers: [...text.matchAll(/\d+/g)],
      costs: { other: 0, good: 9, notice: 9 },
    })),
    sums: { ...none, totals: Array.from({ length: found.totals ?? 0 }, () => ({ line: { amount: null } })) },
    proof: { goods: Array.from({ length: found.goods ?? 0 }, () => ({})) },
    sight,
  } as unknown as Parsed
}

const RECEIPT = ['みどり商店', '電話 03-1234-5678', '2026年8月10日', '緑茶 128', '合計 128']
const MENU = [
  '本日のお品書き',
  '焼き魚定食 880円',
  'とんかつ定食 950円',
  'カレーうどん 720円',
  '冷やし中華 820円',
]

test('shop, moment, goods and a total make a receipt', () => {
  expect(judgeQuality(parsed(RECEIPT, SHEET, { totals: 1, goods: 1 }), true).kind).toBe('receipt')
})

test('two sheets of paper are several receipts, whatever one of them lacks', () => {
  const quality = judgeQuality(parsed(RECEIPT.slice(0, 4), { ...SHEET, papers: 2 }, { goods: 1 }), true)
  expect(quality).toEqual({ kind: 'several_receipts', reason: '2 sheets of paper lie in the photo' })
})

test.each(['*** 練習 ***', 'お 見 積 書', '領収書 再発行', '仮レシート', '返品'])(
  '%s proves no purchase',
  (word) => {
    const quality = judgeQuality(parsed([word, ...RECEIPT], SHEET, { totals: 1, goods: 1 }), true)
    expect(quality).toEqual({ kind: 'no_purchase', reason: `“${word}” is printed on it` })
  },
)

test.each([
  '返品・交換は7日以内にレシートをお持ちください',
  '再発行はできません',
  '見積用紙 330',
  '納品書兼領収証',
])('%s says nothing of the slip', (text) => {
  const quality = judgeQuality(parsed([...RECEIPT, text], SHEET, { totals: 1, goods: 1 }), true)
  expect(quality.kind).toBe('receipt')
})

test('goods without a total are a receipt whose foot is missing', () => {
  expect(judgeQuality(parsed(RECEIPT.slice(0, 4), SHEET, { goods: 1 }), true).kind).toBe('cut')
})

test('dishes with prices, but no shop, moment or sum, are no receipt', () => {
  expect(judgeQuality(parsed(MENU, SHEET, { goods: 4 }), false).kind).toBe('not_a_receipt')
})

test('a sharp photo without a sheet and without print is no receipt', () => {
  const nothing: Sight = { papers: 1, edges: false, blurred: false }
  expect(judgeQuality(parsed([], nothing), false).kind).toBe('not_a_receipt')
})

test.each([
  ['a blurred photo', { ...SHEET, blurred: true }, 'the photo is blurred'],
  ['a sheet whose print is too small', SHEET, 'no print could be read'],
])('%s is unreadable, and the reason says so', (_, sight, reason) => {
  expect(judgeQuality(parsed([], sight), false)).toEqual({ kind: 'unreadable', reason })
})
