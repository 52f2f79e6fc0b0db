import { describe, expect, test } from 'vitest'
import { kindOfGood, kindOfShop } from './sensitive-kind.ts'
import { SENSITIVE_GOODS, SENSITIVE_SHOPS } from './sensitive-words.ts'

describe('a good', () => {
  test.each([
    ['ﾊﾟﾌﾞﾛﾝｺﾞｰﾙﾄﾞA 44包', 'health'],
    ['【第②類医薬品】ロキソニンS 12錠', 'health'],
    ['新ルルAゴールドDX', 'health'],
    ['ロートメグスリ', null],
    ['ロート目薬Z', 'health'],
    ['調剤 一部負担金', 'health'],
    ['コンドーム 12個入', 'adult'],
    ['交通安全お守り', 'religion'],
    ['御朱印帳', 'religion'],
    ['党費 11月分', 'politics'],
    ['ミナト 緑茶 500ml', null],
    ['薬味ねぎ', null],
    ['薬用せっけん ミューズ', null],
    ['園芸用 農薬', null],
    ['聖護院かぶ', null],
    ['イブの夜 チョコ', null],
  ])('%s: %s', (name, kind) => {
    expect(kindOfGood(name)).toBe(kind)
  })
})

describe('a shop', () => {
  test.each([
    ['みなとクリニック', 'health'],
    ['県立中央病院 売店', 'health'],
    ['そうごう調剤薬局 本町店', 'health'],
    ['スギ薬局 北浜店', null],
    ['さくら動物病院', null],
    ['湊川神社', 'religion'],
    ['浅草寺', 'religion'],
    ['成城石井 吉祥寺', null],
    ['セブンイレブン 神宮前店', null],
    ['コモレビマート 国分寺店', null],
    ['みなと党本部', 'politics'],
    ['コモレビマート 若葉町店', null],
  ])('%s: %s', (name, kind) => {
    expect(kindOfShop(name)).toBe(kind)
  })
})

test('each word is told by itself as its kind, and is long enough not to stand in any other', () => {
  for (const [words, kindOf] of [
    [SENSITIVE_GOODS, kindOfGood],
    [SENSITIVE_SHOPS, kindOfShop],
  ] as const)
    for (const [kind, some] of Object.entries(words))
      for (const word of some) {
        expect(kindOf(word), word).toBe(kind)
        expect([...word].length, word).toBeGreaterThan(1)
      }
})
