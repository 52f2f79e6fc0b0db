import { expect, test } from 'vitest'
import { asDigits } from './as-digits.ts'

test.each([
  ['l8:09', '18:09'],
  ['03-O123-4567', '03-0123-4567'],
  ['2026/1O/05', '2026/10/05'],
  ['O6-6886-5760', '06-6886-5760'],
  ['2026年T2月T0日', '2026年12月10日'],
  ['T74336988 月曜', 'T74336988 月曜'],
])('%s means %s', (read, meant) => {
  expect(asDigits(read)).toBe(meant)
})

test.each(['ml 500', 'No 12', 'TEL 03-1234-5678', 'A4 x 2', 'POS No'])('%s stays', (text) => {
  expect(asDigits(text)).toBe(text)
})
