import { expect, test } from 'vitest'
import { readTillNumbers } from './till-numbers.ts'

const read = (...lines: string[]) => readTillNumbers(lines.map((text) => ({ text, plain: text })))

test.each<[string[], string | null, string | null]>([
  [['レジ12 責:有馬 No.8204'], '8204', '12'],
  [['26-08-13 09:35 #233309'], '233309', null],
  [["'26.11.15 15:38 R10. #2943"], '2943', '10'],
  [['レジ11-251246 担当 加藤'], '251246', '11'],
  [['店:0123 レジ:4 No:4145'], '4145', '4'],
  [['取引No.6216 担当 03:森川'], '6216', null],
  [['レシートNo 0042 レジ 3'], '0042', '3'],
  [['伝票番号 2661 3名様'], '2661', null],
  [['2026年8月28日(金) 20時53分 #10', '取引番号 183070 責任者 吉田'], '183070', '10'],
  [['レジ5-1202 担当 高橋', '伝票番号 00601'], '1202', '5'],
  [['レジ#4 責 512', '承認No. 376030 取扱 1回払'], null, '4'],
  [['会員No. 12345678', '26-10-12 20:19 #9894'], '9894', null],
  [['合計 ¥1,280'], null, null],
])('%j: receipt %s, till %s', (lines, receiptNumber, registerNumber) => {
  expect(read(...lines)).toMatchObject({ receiptNumber, registerNumber })
})

test.each([
  ['承認No. 376030 取扱 1回払', '376030'],
  ['承認番号:012345', '012345'],
  ['決済番号 003760301234', '003760301234'],
  ['会員番号 XXXX-XXXX-XXXX-1234', null],
])('%s: approval %s', (line, slipNumber) => {
  expect(read(line)).toMatchObject({ slipNumber, receiptNumber: null })
})
