import { expect, test } from 'vitest'
import { readGoods } from './items.ts'
import { linesOf } from './lines-of.ts'

const goods = (text: string) =>
  readGoods(linesOf(text)).map((g) => [g.name, g.quantity, g.unitPrice, g.gross - g.discount])

test('a good on one line has a name and a sum', () => {
  expect(goods('牛乳 1L ¥238※\nマスク 5枚入 ¥229')).toEqual([
    ['牛乳 1L', 1, null, 238],
    ['マスク 5枚入', 1, null, 229],
  ])
})

test('count and unit price may stand below the good', () => {
  expect(goods('しらす干し ¥576※\n (288 × 2個)')).toEqual([['しらす干し', 2, 288, 576]])
})

test('count and unit price may stand above the good', () => {
  expect(goods('塩パン ¥140\n (4 × 120)\nクロワッサン ¥480')).toEqual([
    ['塩パン', 1, null, 140],
    ['クロワッサン', 4, 120, 480],
  ])
})

test('a count whose price makes the sum but for one digit counts, and the sum is for the proof to find', () => {
  const [good] = readGoods(linesOf('のり塩チップス ¥700\n (5コ × 単158)'))
  expect(good).toMatchObject({ quantity: 5, unitPrice: 158, gross: 700 })
  expect(good!.ways.map(({ value }) => value)).toContain(790)
  // Two digits off is another good's.
  expect(goods('のり塩チップス ¥645\n (5コ × 単158)')).toEqual([['のり塩チップス', 1, null, 645]])
})

test('the sum may stand on the line of the count', () => {
  expect(goods('4901234567894\n綿棒 200本\n 5点@178 ¥890')).toEqual([['綿棒 200本', 5, 178, 890]])
})

test('a rule of stars is no good, whatever some of them were read as', () => {
  expect(goods('牛乳 1L ¥238※\n* ********** ****** ************44***')).toHaveLength(1)
})

test('a star before the count, or a count whose word was read as one, is no name', () => {
  expect(goods('単行本 雨の図書室\n *3 x1,924 ¥5,772\nボールペン\n *2冊 x214 ¥428')).toEqual([
    ['単行本 雨の図書室', 3, 1924, 5772],
    ['ボールペン', 2, 214, 428],
  ])
})

test('a count may stand before the name, its unit price below', () => {
  expect(goods('2 コーラ M ¥480\n @240')).toEqual([['コーラ M', 2, 240, 480]])
})

test('a table prints unit price, count and sum', () => {
  expect(goods('ワイヤレスマウス 3,448 2 6,896')).toEqual([['ワイヤレスマウス', 2, 3448, 6896]])
})

test('a discount belongs to the good above it', () => {
  expect(goods('和牛切り落とし ¥748※\n 割引 20% -149\n値引 -30')).toEqual([['和牛切り落とし', 1, null, 569]])
})

test('litres have decimals', () => {
  expect(goods('レギュラー\n 27.01L @173 ¥4,672')).toEqual([['レギュラー', 27.01, 173, 4672]])
})

test('marks, departments and codes are no part of a name', () => {
  expect(goods('外8 1002 きゅうり ¥199\n000221*LDC コーラ ¥95').map(([name]) => name)).toEqual([
    'きゅうり',
    'LDC コーラ',
  ])
})

test('a count before every name is a count; a number before one name among others is not', () => {
  expect(
    goods('1アイスティーS ¥160\n2ポルトバーガー ¥900\n3お子さまセット ¥1,530').map((g) => g.slice(0, 2)),
  ).toEqual([
    ['アイスティーS', 1],
    ['ポルトバーガー', 2],
    ['お子さまセット', 3],
  ])
  expect(goods('3色団子 ¥160\n牛乳 ¥200').map((g) => g.slice(0, 2))).toEqual([
    ['3色団子', 1],
    ['牛乳', 1],
  ])
})

test('a battery is named by its size, and is no unit price', () => {
  expect(goods('さつま芋 ¥178\n単38池 4本 ¥876')).toEqual([
    ['さつま芋', 1, null, 178],
    ['単38池 4本', 1, null, 876],
  ])
})
