import { expect, test } from 'vitest'
import { amountAtEnd, amountsIn } from './amount.ts'

test.each([
  ['合計 ¥1,234', 1234, '合計'],
  ['牛乳 1L \\238※', 238, '牛乳 1L'],
  ['ガム ミント 133軽', 133, 'ガム ミント'],
  ['値引 -50', -50, '値引'],
  ['会員割引 ▲100', -100, '会員割引'],
  ['ブレンド 470円', 470, 'ブレンド'],
  ['お預り ¥10.000', 10000, 'お預り'],
  ['(内消費税等 ¥43)', 43, '(内消費税等'],
])('%s ends in %d', (text, value, label) => {
  expect(amountAtEnd(text)).toMatchObject({ value, label })
})

test('a mark that was misread after a sum with a yen sign does not hide it', () => {
  expect(amountAtEnd('鍋つゆ 寄せ鍋 ¥288災')?.value).toBe(288)
  expect(amountAtEnd('チョコスナック 324録')).toMatchObject({ value: 324, label: 'チョコスナック' })
})

test('a count of pieces and a text without numbers are no sums', () => {
  expect(amountAtEnd('単3電池 4本')).toBeNull()
  expect(amountAtEnd('綿棒 200本')).toBeNull()
  expect(amountAtEnd('緑茶500磨')).toBeNull()
  expect(amountAtEnd('ありがとうございます')).toBeNull()
})

const values = (text: string, ...versions: string[]) =>
  amountsIn(
    text,
    versions.map((version) => ({ text: version, cost: 2, why: 'another reader saw it so' })),
  ).amount?.ways.map((way) => way.value)

test('a lost leading digit is offered to arithmetic, and only if no reading shows it', () => {
  expect(values('合計 犯,478')).toContain(5478)
  expect(values('合計 犯,478', '合計 ¥2,478')).toEqual([2478, 478])
})

test('a digit lost behind the comma is offered to arithmetic', () => {
  expect(values('合計 ¥2,80')).toEqual(expect.arrayContaining([2080, 2880, 2809]))
})

test('without a yen sign before it, the first digit may be one', () => {
  expect(values('牛乳 4238')).toEqual([4238, 238])
  expect(values('牛乳 ¥4238')).toEqual([4238])
})

test('every reader is heard, the first at least cost', () => {
  expect(amountsIn('牛乳 ¥238', [{ text: '牛乳 ¥288', cost: 2, why: '3 may be 8' }]).amount?.ways).toEqual([
    { value: 238, cost: 0, why: 'as read' },
    { value: 288, cost: 2, why: '3 may be 8' },
  ])
})

test('where the line as read ends in no sum, its name is that of the likeliest version that does', () => {
  const { amount, label } = amountsIn('ミナト ノリシオチップス 700%', [
    { text: 'ミサ ノソシカチッブス 290', cost: 2, why: 'the reader of lines saw it so' },
    { text: 'ミナト ノリシオチップス 700*', cost: 0.4, why: '% may be *' },
  ])
  expect(label).toBe('ミナト ノリシオチップス')
  expect(amount!.ways.map((way) => way.value).slice(0, 2)).toEqual([700, 290])
})
