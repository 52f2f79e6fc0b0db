import { expect, test } from 'vitest'
import { CampaignProduct } from './product.ts'
import { spellProducts } from './spell-products.ts'

const spell = (names: [name: string, kana?: string][], sponsor = '') =>
  spellProducts(
    names.map(([name, kana]) => CampaignProduct.parse({ id: name, name, kana })),
    sponsor,
  )

test('a brand is the first of several words, as the name and as its reading have it', () => {
  const [tea] = spell([['湊屋 煎茶 500ml', 'ミナトヤ センチャ']])
  expect(tea).toMatchObject({ sizes: [{ digits: '500', unit: 'ml' }] })
  expect(tea!.forms.map(({ brand }) => brand)).toEqual(['湊屋', 'ミナトヤ'])
  for (const { bodies } of tea!.forms) expect(bodies).toEqual(expect.arrayContaining(['煎茶', 'センチヤ']))
})

test('a name in one word begins with what it shares with the sponsor; its reading is recognised whole', () => {
  expect(spell([['さくら堂苺大福', 'サクラドウイチゴダイフク']], 'さくら堂製菓')[0]!.forms).toEqual([
    { brand: 'サクラ堂', bodies: ['苺大福'] },
    { brand: '', bodies: ['サクラドウイチゴダイフク'] },
  ])
})

test('readings in one word begin with what they have in common', () => {
  const [strawberry] = spell(
    [
      ['さくら堂苺大福', 'サクラドウイチゴダイフク'],
      ['さくら堂豆大福', 'サクラドウマメダイフク'],
    ],
    'さくら堂製菓',
  )
  const reading = strawberry!.forms.find(({ brand }) => brand === 'サクラドウ')
  expect(reading!.bodies).toContain('イチゴダイフク')
})

test('products of several brands keep each its own', () => {
  const brands = spell([['ポルカ チップス'], ['ノルテ ラーメン']]).map(({ forms }) => forms[0]!.brand)
  expect(brands).toEqual(['ポルカ', 'ノルテ'])
})

test('a name that shares nothing has no brand, and all of it is to be recognised', () => {
  expect(spell([['朝の目ざめ珈琲 900ml']])[0]!.forms).toEqual([{ brand: '', bodies: ['朝ノ目ザメ珈琲'] }])
})

test('a word may be printed half in kana', () => {
  const [miso] = spell([['ミナト カップ味噌汁', 'ミナト カップミソシル']])
  expect(miso!.forms.flatMap(({ bodies }) => bodies)).toEqual(
    expect.arrayContaining(['カツプミソ汁', 'カツプ味噌汁', 'カツプミソシル']),
  )
})

test('an alias that is printed without the brand is told by the letter only', () => {
  const [tea] = spellProducts(
    [
      CampaignProduct.parse({
        id: 'tea',
        name: 'ミナト 緑茶',
        aliases: ['MNﾘｮｸﾁｬ', 'ミナト グリーンティー'],
      }),
    ],
    '',
  )
  expect(tea!.aliases).toEqual(new Set(['mnリヨクチヤ', 'ミナトグリンテイ']))
  const bodies = tea!.forms.flatMap(({ bodies }) => bodies)
  expect(bodies).toContain('グリンテイ')
  expect(bodies).not.toContain('mnリヨクチヤ')
})
