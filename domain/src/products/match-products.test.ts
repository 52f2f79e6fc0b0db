import { describe, expect, test } from 'vitest'
import { makeItem } from '../../../tests/support/make-reading.ts'
import { makeRules } from '../../../tests/support/make-rules.ts'
import { CampaignProduct } from './product.ts'
import { matchProducts } from './match-products.ts'

const rules = makeRules()
const match = (name: string) => matchProducts([makeItem(name)], rules)[0]

describe('a campaign product is recognised for sure', () => {
  test.each([
    ['in full', 'ミナト 緑茶 500ml', 'green-tea'],
    ['in full', 'ミナト 麦茶 600ml', 'barley-tea'],
    ['in full', 'ミナト ジャスミン茶 500ml', 'jasmine-tea'],
    ['in full', 'ミナト カップ味噌汁', 'cup-miso'],
    ['without its size', 'ミナト 緑茶', 'green-tea'],
    ['without a space', 'ミナトのり塩チップス', 'nori-chips'],
    ['in full-width digits', 'ミナト 緑茶 500ml', 'green-tea'],
    ['in half-width kana', 'ﾐﾅﾄ ﾘｮｸﾁｬ500', 'green-tea'],
    ['in half-width kana', 'ﾐﾅﾄ ﾑｷﾞﾁｬ600', 'barley-tea'],
    ['in half-width kana', 'ﾐﾅﾄ ｼﾞｬｽﾐﾝﾁｬ', 'jasmine-tea'],
    ['in half-width kana', 'ﾐﾅﾄ ﾉﾘｼｵﾁｯﾌﾟｽ', 'nori-chips'],
    ['in half-width kana', 'ﾐﾅﾄ ｶｯﾌﾟﾐｿｼﾙ', 'cup-miso'],
    ['in large kana for small ones', 'ﾐﾅﾄ ﾘﾖｸﾁﾔ', 'green-tea'],
    ['in hiragana', 'みなと りょくちゃ', 'green-tea'],
    ['cut where the name field ends', 'ﾐﾅﾄ ﾐﾙｸﾁｮｺ', 'milk-chocolate'],
    ['cut where the name field ends', 'ミナト ミルクチョコ', 'milk-chocolate'],
    ['cut where the name field ends', 'ﾐﾅﾄ ﾉﾘｼｵﾁｯﾌ', 'nori-chips'],
    ['cut where the name field ends', 'ミナト ジャスミ', 'jasmine-tea'],
    ['with a lost voicing mark', 'ﾐﾅﾄ ﾑｷﾁｬ600', 'barley-tea'],
    ['with one kana misread for its double', 'ミナト ノンシオチップス', 'nori-chips'],
    ['with the brand misread', '三ナト 緑茶 500ml', 'green-tea'],
    ['with the brand misread', 'ミナ卜 のり塩チップス', 'nori-chips'],
    ['with a kanji misread for a kana', 'ミナト 力ップ味噌汁', 'cup-miso'],
    ['with dirt behind it', 'ミナト緑茶500_ 鐘', 'green-tea'],
    ['with dirt behind it', 'ミナト カップ味噌汁 肝', 'cup-miso'],
  ])('%s: %s', (_how, printed, productId) => {
    expect(match(printed)).toMatchObject({ productId, certainty: 'sure' })
  })
})

test('half a name is enough where size and price say the same', () => {
  const item = makeItem('ミナト 表茶600ml', { amount: 236, unitPrice: 118, quantity: 2 })
  expect(matchProducts([item], rules)).toMatchObject([
    { productId: 'barley-tea', certainty: 'sure', quantity: 2 },
  ])
})

describe('a name that lost most of its brand', () => {
  test.each(['ミ 緑茶500ml', 'ト緑茶 500ml', 'ナト緑茶500ml'])('is for a person: %s', (printed) => {
    expect(match(printed)).toMatchObject({ productId: 'green-tea', certainty: 'unsure' })
  })

  test.each([
    ['another brand', 'ミカド緑茶500ml'],
    ['a part of the good', 'ミ 茶500ml'],
    ['no size', 'ミ 緑茶'],
    ['another size', 'ミ 緑茶350ml'],
    ['no brand', '緑茶500ml'],
  ])('is nobody’s with %s: %s', (_what, printed) => {
    expect(match(printed)).toBeUndefined()
  })
})

describe('a name whose reader was in doubt', () => {
  const doubted = (name: string, ...doubts: [string, string, number][]) =>
    matchProducts(
      [makeItem(name, { doubts: doubts.map(([read, may, odds]) => ({ read, may, odds })) })],
      rules,
    )[0]

  test('counts for the product that the reader saw as well', () => {
    const name = 'ミナルノツシオチァブス'
    expect(match(name)).toMatchObject({ productId: 'nori-chips', certainty: 'unsure' })
    expect(
      doubted(name, ['ル', 'ト', 0.7], ['ツ', 'リ', 0.8], ['ァ', 'ッ', 0.5], ['ブ', 'プ', 0.5]),
    ).toMatchObject({ productId: 'nori-chips', certainty: 'sure' })
  })

  test('is no surer of what the reader did not see', () => {
    expect(doubted('ミナルノツシオチァブス', ['ブ', 'フ', 0.9])).toMatchObject({ certainty: 'unsure' })
  })

  test('is not taken for another kind of the good, however near that was', () => {
    expect(doubted('ミナト 紅茶 500ml', ['紅', '緑', 0.95])?.certainty).not.toBe('sure')
  })
})

test("a till's mark that was read as a sign before the brand is no part of the name", () => {
  expect(match('様ミナト 緑茶 500ml')).toMatchObject({ productId: 'green-tea', certainty: 'sure' })
  // What is no mark, or stands before something that is only like the brand, may be another maker's name.
  expect(match('新ミナト 緑茶 500ml')?.certainty).not.toBe('sure')
  expect(match('様ミナミ 緑茶 500ml')?.certainty).not.toBe('sure')
})

describe('goods that are not of the campaign are left alone', () => {
  test.each([
    '緑茶 2L',
    '緑茶 500ml',
    '烏龍茶',
    '麦茶 600ml',
    'ﾎﾟﾃﾄﾁｯﾌﾟｽ ｳｽｼｵ',
    'ﾉﾘｼｵﾁｯﾌﾟｽ',
    'チョコ大袋',
    'ミルクチョコレート',
    '抹茶ラテ',
    'カップ味噌汁',
    'ミネラル麦茶',
    'ミニトマト',
    'ミント ガム',
    'トマトケチャップ',
    'レジ袋',
    'ミナト',
    '',
  ])('%s', (printed) => {
    expect(match(printed)).toBeUndefined()
  })

  test('nor what was given back or taken off', () => {
    const items = [
      makeItem('ミナト 緑茶 500ml', { amount: -128 }),
      makeItem('ミナト 緑茶 500ml', { amount: 0 }),
    ]
    expect(matchProducts(items, rules)).toEqual([])
  })
})

describe('a name that could be a product is left to staff', () => {
  test.each(['ミナト 禄茶', 'ミナト 新茶', 'ﾐﾅﾄ ﾘﾖｸ'])('%s', (printed) => {
    expect(match(printed)).toMatchObject({ certainty: 'unsure' })
  })

  test('when half its name has the size but not the price of a product', () => {
    const item = makeItem('ミナト 禄茶 500ml', { amount: 298, unitPrice: 298 })
    expect(matchProducts([item], rules)).toMatchObject([{ certainty: 'unsure' }])
  })

  test('when little but the brand was read, and the price is a product’s', () => {
    const item = makeItem('ミナト 朋%ム', { amount: 128, unitPrice: 128 })
    expect(matchProducts([item], rules)).toMatchObject([{ certainty: 'unsure' }])
    expect(matchProducts([{ ...item, amount: 980, unitPrice: 980 }], rules)).toEqual([])
  })

  test.each(['ナトミルクチョコ', 'ナト のり塩チップス'])(
    'when its brand lost its first sign: %s',
    (printed) => {
      expect(match(printed)).toMatchObject({ certainty: 'unsure' })
    },
  )

  test('when two products are as near to it', () => {
    const twins = makeRules({
      products: [
        { id: 'salt', jan: null, name: 'ミナト ポテト しお', kana: null, aliases: [], price_yen: null },
        { id: 'soy', jan: null, name: 'ミナト ポテト しょうゆ', kana: null, aliases: [], price_yen: null },
      ],
    })
    expect(matchProducts([makeItem('ミナト ポテト し')], twins)).toMatchObject([{ certainty: 'unsure' }])
  })
})

test('pieces are counted, one for each line at least', () => {
  const items = [makeItem('ミナト 緑茶', { quantity: 3 }), makeItem('ミナト 麦茶', { quantity: 0.4 })]
  expect(matchProducts(items, rules)).toMatchObject([
    { item: 0, quantity: 3 },
    { item: 1, quantity: 1 },
  ])
})

test('a campaign of a single product takes the first word of its name for the brand', () => {
  const single = makeRules({ products: [rules.products[0]!] })
  expect(matchProducts([makeItem('ﾐﾅﾄ ﾘｮｸﾁｬ500'), makeItem('緑茶 2L')], single)).toMatchObject([
    { item: 0, certainty: 'sure' },
  ])
})

test('an alias that the sponsor adds is a spelling like the others', () => {
  const [tea] = rules.products
  const withAlias = makeRules({
    products: [{ ...tea!, aliases: ['ミナト グリーンティー'] }, ...rules.products.slice(1)],
  })
  expect(matchProducts([makeItem('ﾐﾅﾄ ｸﾞﾘｰﾝﾃｨｰ')], withAlias)).toMatchObject([{ productId: 'green-tea' }])
})

describe('a brand in kanji or Latin', () => {
  const rules = makeRules({
    sponsor: '湊屋',
    products: [
      { id: 'tea', name: '湊屋 煎茶 500ml', kana: 'ミナトヤ センチャ', price_yen: 138 },
      { id: 'soap', name: 'HARUKA ソープ 250ml', kana: 'ハルカ ソープ', price_yen: 298 },
    ].map((product) => CampaignProduct.parse(product)),
  })
  test.each([
    ['湊屋 煎茶', 138, 'tea'],
    ['ﾐﾅﾄﾔ ｾﾝﾁｬ500', 138, 'tea'],
    ['ﾐﾅﾄﾔ)煎茶', 138, 'tea'],
    ['ﾊﾙｶ ｿｰﾌﾟ250', 298, 'soap'],
    ['Haruka ソープ', 298, 'soap'],
  ])('is known in its reading too: %s', (printed, unitPrice, productId) => {
    expect(matchProducts([makeItem(printed, { unitPrice })], rules)).toMatchObject([
      { productId, certainty: 'sure' },
    ])
  })
})

describe('another good does not count for sure', () => {
  const sureOf = (printed: string, unitPrice = 128) =>
    matchProducts([makeItem(printed, { unitPrice })], rules).filter(({ certainty }) => certainty === 'sure')
  test.each([
    ['of a brand one sign away', 'ミナミ 緑茶 500ml'],
    ['of a brand with a mark more', 'ミナド 緑茶 500ml'],
    ['of a brand that begins alike', 'ミナトヤ 緑茶 500ml'],
    ['of another size', 'ミナト 緑茶 600ml'],
    ['of a much larger size', 'ミナト 緑茶 2L'],
    ['of another kind at the same size and price', 'ミナト 紅茶 500ml'],
    ['of a stronger kind', 'ミナト 濃い緑茶 500ml'],
    ['with another taste behind it', 'ミナト 緑茶 無糖 500ml'],
    ['with one sign that says a kind', 'ミナト カップ味噌汁 大'],
    ['made of it', 'ミナト ミルクチョコアイス'],
  ])('%s: %s', (_what, printed) => {
    expect(sureOf(printed)).toEqual([])
  })

  test('at a price that it never has', () => {
    expect(sureOf('ミナト 緑茶', 128)).toHaveLength(1)
    expect(sureOf('ミナト 緑茶', 256)).toEqual([])
    expect(sureOf('ミナト 緑茶', 40)).toEqual([])
  })

  test('under a code that is another’s', () => {
    const coded = makeRules({
      products: rules.products.map((one, i) => ({ ...one, jan: i === 0 ? '4900000100013' : null })),
    })
    const match = (printed: string) => matchProducts([makeItem(printed)], coded)
    expect(match('4900000100013')).toMatchObject([{ productId: 'green-tea', certainty: 'sure' }])
    expect(match('4901234567894 ミナト 緑茶 500ml')).toMatchObject([{ certainty: 'unsure' }])
  })
})

describe('pieces that the name counts', () => {
  const line = (printed: string, paid: number) =>
    matchProducts([makeItem(printed, { unitPrice: paid })], rules)[0]
  test('count where the price says so too', () => {
    expect(line('ミナト 緑茶 500ml×2', 256)).toMatchObject({ quantity: 2, certainty: 'sure' })
    expect(line('ミナト 緑茶 500ml×2', 128)).toMatchObject({ certainty: 'unsure' })
  })
  test('of a pack are for staff', () => {
    expect(line('ミナト 緑茶 500ml 6本', 700)).toMatchObject({ certainty: 'unsure' })
  })
})

test('sizes tell siblings apart; without one a person looks', () => {
  const siblings = makeRules({
    products: ['500ml', '600ml'].map((size) =>
      CampaignProduct.parse({ id: size, name: `ミナト 緑茶 ${size}` }),
    ),
  })
  const match = (printed: string) => matchProducts([makeItem(printed)], siblings)[0]
  expect(match('ﾐﾅﾄ 緑茶600')).toMatchObject({ productId: '600ml', certainty: 'sure' })
  expect(match('ミナト 緑茶 5')).toMatchObject({ productId: '500ml', certainty: 'sure' })
  expect(match('ミナト 緑茶')).toMatchObject({ certainty: 'unsure' })
})

test('a line that is an alias to the letter counts, brand or not; one that two products claim does not', () => {
  const [tea, barley] = rules.products
  const claim = (...aliases: string[][]) =>
    makeRules({ products: [tea!, barley!].map((one, i) => ({ ...one, aliases: aliases[i] ?? [] })) })
  const match = (given: typeof rules) => matchProducts([makeItem('ＭＮﾘｮｸﾁｬ')], given)
  expect(match(claim(['MNリョクチャ']))).toMatchObject([{ productId: 'green-tea', certainty: 'sure' }])
  expect(match(claim(['MNリョクチャ'], ['MNリョクチャ']))).not.toMatchObject([{ certainty: 'sure' }])
})

test('a coined name without a brand has to be read almost to the letter', () => {
  const coined = makeRules({
    sponsor: '丸ノ内珈琲',
    products: [CampaignProduct.parse({ id: 'jelly', name: 'つぶつぶ白桃ゼリー' })],
  })
  const match = (printed: string) => matchProducts([makeItem(printed)], coined)[0]
  expect(match('ﾂﾌﾞﾂﾌﾞ白桃ｾﾞﾘｰ')).toMatchObject({ certainty: 'sure' })
  expect(match('つぶつぶ蜜柑ゼリー')?.certainty).not.toBe('sure')
  expect(match('白桃ゼリー')?.certainty).not.toBe('sure')
})

describe('a good of the sponsor that does not count', () => {
  const rich = {
    id: 'rich-tea',
    name: 'ミナト 濃い緑茶 500ml',
    kana: 'ミナト コイリョクチャ',
    price_yen: 138,
  }
  const knowing = makeRules({ otherProducts: [rich] })
  const matchKnowing = (name: string) => matchProducts([makeItem(name)], knowing)

  test.each(['ミナト 濃い緑茶 500ml', 'ﾐﾅﾄ ｺｲﾘｮｸﾁｬ 500'])('is none of those that do: %s', (name) => {
    expect(matchKnowing(name)).toEqual([])
  })

  test('leaves those that do as they are', () => {
    expect(matchKnowing('ミナト 緑茶 500ml')).toMatchObject([{ productId: 'green-tea', certainty: 'sure' }])
  })

  test('makes a name unsure that may be either', () => {
    expect(matchKnowing('ﾐﾅﾄ ｲﾘｮｸﾁｬ 500')).toMatchObject([{ productId: 'green-tea', certainty: 'unsure' }])
  })
})
