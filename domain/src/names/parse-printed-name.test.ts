import { describe, expect, test } from 'vitest'
import { parsePrintedName } from './parse-printed-name.ts'

describe('a size', () => {
  test.each([
    ['ミナト 緑茶 500ml', '500', 'ml'],
    ['ﾐﾅﾄ ﾘｮｸﾁｬ500ML', '500', 'ml'],
    ['ミナト 緑茶 5OOml', '500', 'ml'],
    ['ミナト 緑茶 500m1', '500', 'ml'],
    ['ミナト 緑茶 500m', '500', 'ml'],
    ['ミナト 緑茶 0.5L', '500', 'ml'],
    ['ミナト 緑茶 2L', '2000', 'ml'],
    ['こしひかり 5kg', '5000', 'g'],
    ['のり塩チップス60g', '60', 'g'],
    ['ﾐﾅﾄ ﾘｮｸﾁｬ500', '500', null],
    ['ﾐﾅﾄ ﾘｮｸﾁｬ 5', '5', null],
    ['海苔煎餅 12枚入', '12', 'count'],
    ['納豆 3P', '3', 'count'],
  ])('of %s is %s %s', (printed, digits, unit) => {
    expect(parsePrintedName(printed).sizes).toEqual([{ digits, unit }])
  })

  test('is not part of the name, wherever it stands', () => {
    expect(parsePrintedName('ミナト 500ml 緑茶').words).toEqual(['ミナト', '緑茶'])
    expect(parsePrintedName('ﾐﾅﾄ ﾘｮｸﾁｬ500').words).toEqual(['ミナト', 'リヨクチヤ'])
  })

  test.each(['食品用ラップ', 'ミックス1コーヒー', '緑茶'])('stands nowhere in %s', (printed) => {
    expect(parsePrintedName(printed).sizes).toEqual([])
  })
})

test.each([
  ['ミナト緑茶500ml×2', 2],
  ['ミナト 緑茶 x3', 3],
  ['ﾐﾅﾄ ﾘｮｸﾁｬ 2ｺ', 2],
  ['ミナト 緑茶 500ml×6本', 6],
  ['ミナト 緑茶 500ml', null],
])('%s says how often: %s', (printed, times) => {
  expect(parsePrintedName(printed).times).toBe(times)
})

describe('a code', () => {
  test('is one where its check digit holds', () => {
    expect(parsePrintedName('4900000100013 ミナト緑茶')).toMatchObject({
      jan: '4900000100013',
      words: ['ミナト緑茶'],
    })
    expect(parsePrintedName('49000004')).toMatchObject({ jan: null })
    expect(parsePrintedName('4900000100014 ミナト緑茶')).toMatchObject({ jan: null, words: ['ミナト緑茶'] })
  })

  test('of the till before the name is no part of it', () => {
    expect(parsePrintedName('0012345 ミナト緑茶').words).toEqual(['ミナト緑茶'])
  })
})
