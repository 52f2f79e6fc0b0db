import { expect, test } from 'vitest'
import { foldLabel } from './fold-label.ts'
import { toFullWidth, toHalfKana } from './print-styles.ts'

test('half-width kana are told as whole letters, their voicing joined to them', () => {
  expect(foldLabel('ﾐﾙｸﾁｮｺ ｶﾞﾑ ﾄｲﾚｯﾄP')).toBe('ミルクチョコ ガム トイレットP')
  expect(foldLabel('ﾊﾟﾝﾀﾞ｡')).toBe('パンダ。')
})

test('every katakana survives being printed half as wide', () => {
  const kana =
    'アイウエオガギグゲゴザジズゼゾダヂヅデドバビブベボパピプペポァィゥェォッャュョヴワヲンー・、。「」'
  expect(toHalfKana(kana)).not.toMatch(/[ァ-ヺ]/u)
  expect(foldLabel(toHalfKana(kana))).toBe(kana)
})

test('letters twice as wide, yen signs of all kinds and enclosed figures are told as plain ones', () => {
  expect(foldLabel(toFullWidth('T12(AB)%'))).toBe('T12(AB)%')
  expect(foldLabel('\\1,234')).toBe('¥1,234')
  expect(foldLabel('￥５００　①②')).toBe('¥500 12')
  expect(foldLabel('㈱みなと')).toBe('(株)みなと')
})

test('dashes, waves and spaces have one spelling each; … and ℃ stay single signs', () => {
  expect(foldLabel(' ９:００～１８:００  年中　　無休 ')).toBe('9:00〜18:00 年中 無休')
  expect(foldLabel('−50')).toBe('-50')
  expect(foldLabel('続く…25℃')).toBe('続く…25℃')
})
