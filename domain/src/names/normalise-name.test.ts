import { describe, expect, test } from 'vitest'
import { alignNames, normaliseName, similarity } from './normalise-name.ts'

test.each([
  ['ﾐﾅﾄ ﾑｷﾞﾁｬ', 'ミナトムギチヤ'],
  ['みなと むぎちゃ', 'ミナトムギチヤ'],
  ['ミナト・ムキ゛チャー', 'ミナトムギチヤ'],
  ['ＨＡＲＵＫＡ（ｼｬﾝﾌﾟｰ）', 'harukaシヤンプ'],
  ['ミナト) 緑茶', 'ミナト緑茶'],
])('%s is compared as %s', (printed, name) => {
  expect(normaliseName(printed)).toBe(name)
})

describe('names are the more alike, the likelier one is a misreading of the other', () => {
  /** The first of each pair is what is printed wrongly more easily. */
  test.each([
    ['a lost voicing mark', 'ムキチヤ', 'ムカチヤ', 'ムギチヤ'],
    ['a lost mark than one gained', 'テラ', 'デラ', 'テラ'],
    ['a lookalike', 'チツフス', 'チツタス', 'チツワス'],
    ['a misread kana than a misread kanji', '緑茶ラタ', '線茶ラテ', '緑茶ラテ'],
    ['a lost sign than an invented one', 'ミソシ', 'ミソシルカ', 'ミソシル'],
    ['a sign in two parts', 'ミソシノレ', 'ミソシサタ', 'ミソシル'],
  ])('%s', (_what, easily, hardly, meant) => {
    expect(similarity(easily, meant)).toBeGreaterThan(similarity(hardly, meant))
  })

  test('and equal ones entirely, others not at all', () => {
    expect(similarity('緑茶', '緑茶')).toBe(1)
    expect(similarity('', '')).toBe(1)
    expect(similarity('緑茶', '食券')).toBe(0)
  })
})

test('a cut name is found in the beginning of the whole, and dirt behind a whole one is told from it', () => {
  expect(alignNames('ミルクチヨコ', 'ミルクチヨコレト').cut).toEqual({ cost: 0, length: 6 })
  expect(alignNames('ミソシル肝', 'ミソシル').tail).toEqual({ cost: 0, length: 4 })
})
