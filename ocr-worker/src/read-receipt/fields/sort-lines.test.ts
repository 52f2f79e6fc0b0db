import { expect, test } from 'vitest'
import { linesOf } from './lines-of.ts'
import { sortLines } from './sort-lines.ts'

const texts = (text: string) => {
  const { head, goods, sums } = sortLines(linesOf(text))
  return [head, goods, sums].map((part) => part.map((line) => line.text))
}

test('goods lie between what tells of the shop and what sums up', () => {
  expect(
    texts('スーパーみどり\nTEL 03-1234-5678\n2026/08/14 12:34\n牛乳 ¥238\nパン ¥120\n合計 ¥358'),
  ).toEqual([
    ['スーパーみどり', 'TEL 03-1234-5678', '2026/08/14 12:34'],
    ['牛乳 ¥238', 'パン ¥120'],
    ['合計 ¥358'],
  ])
})

test('a note of the head between goods hides none of them', () => {
  const [, goods] = texts('2026/08/14 12:34\n牛乳 ¥238\nパン ¥120\n担当 佐藤\n卵 ¥258\n合計 ¥616')
  expect(goods).toEqual(['牛乳 ¥238', 'パン ¥120', '担当 佐藤', '卵 ¥258'])
})

test('a logo that was read as two sums does not make goods of the lines below it', () => {
  const head = '日0ふ ¥2,710\n日ふり 9\n仙台泉店 TEL022-067-2094\n2026/11/15 15:38\n登録番号 T9571817879747'
  expect(texts(`${head}\nフェルト ¥220\n造花 ¥550\n合計 ¥770`)[1]).toEqual(['フェルト ¥220', '造花 ¥550'])
})

test('the sum of the goods is told by what it comes to, whatever its word was read as', () => {
  const [, goods, sums] = texts(
    '2026/08/14 12:34\n綿棒 ¥118\n目薬 ¥668\n袋 ¥3\n苔a ¥789\n合計 ¥863\nお預り ¥1,000',
  )
  expect(goods).toEqual(['綿棒 ¥118', '目薬 ¥668', '袋 ¥3'])
  expect(sums![0]).toBe('苔a ¥789')
})

test('a good that happens to cost what the ones above it cost together stays a good', () => {
  const [, goods] = texts('2026/08/14 12:34\n牛乳 ¥100\nパン ¥100\n卵 ¥200\n米 ¥1,980\n合計 ¥2,380')
  expect(goods).toHaveLength(4)
})

test('a tax whose word was half misread is a sum', () => {
  const [, goods] = texts('2026/08/14 12:34\n綿棒 ¥118\n(8%課税対豚 ¥118)\n外消学 8% ¥9\n合計 ¥127')
  expect(goods).toEqual(['綿棒 ¥118'])
})
