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
})

test('a count of pieces and a text without numbers are no sums', () => {
  expect(amountAtEnd('単3電池 4本')).toBeNull()
  expect(amountAtEnd('ありがとうございます')).toBeNull()
})

test('a lost leading digit is offered to arithmetic, and only if no reading shows it', () => {
  expect(amountsIn('合計 犯,478', []).amount?.guesses).toContain(5478)
  expect(amountsIn('合計 犯,478', ['合計 ¥2,478']).amount).toMatchObject({
    others: expect.arrayContaining([2478]),
    guesses: [],
  })
})
