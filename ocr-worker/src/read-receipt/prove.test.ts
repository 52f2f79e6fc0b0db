import { expect, test } from 'vitest'
import { linesOf } from './fields/lines-of.ts'
import { prove } from './prove.ts'
import { plainRoles } from './roles/plain-roles.ts'
import { readGoods } from './roles/read-goods.ts'
import { readSums } from './roles/read-sums.ts'

function proofOf(text: string) {
  const roles = plainRoles(linesOf(text))
  return prove(readGoods(roles), readSums(roles))
}

const HEAD = 'スーパーみどり\nTEL 03-1234-5678\n2026/08/14 12:34\n'

test('a receipt with the tax on top adds up', () => {
  const proof = proofOf(
    `${HEAD}牛乳 ¥238※\nマスク ¥300\n小計 ¥538\n外税8%対象額 ¥238\n外税8% ¥19\n外税10%対象額 ¥300\n外税10% ¥30\n合計 ¥587\nお預り ¥1,000\nお釣り ¥413`,
  )
  expect(proof).toMatchObject({ subtotal: 538, total: 587, tendered: 1000, change: 413, fails: [] })
  expect(proof.taxes).toEqual([
    { rate: 8, taxable: 238, amount: 19, included: false },
    { rate: 10, taxable: 300, amount: 30, included: false },
  ])
  expect(proof.holds.map((e) => e.name)).toEqual(
    expect.arrayContaining([
      'lines = subtotal',
      'subtotal - coupon + tax = total',
      'tendered - total = change',
    ]),
  )
})

test('a receipt with the tax inside, both on one line, adds up', () => {
  const proof = proofOf(
    `${HEAD}造花 220\n皿 330\n小計 550\n(内税10%対象 ¥550) 税 50\n合計 ¥550\nクレジット ¥550`,
  )
  expect(proof).toMatchObject({
    total: 550,
    fails: [],
    taxes: [{ rate: 10, taxable: 550, amount: 50, included: true }],
  })
})

test('a coupon comes off after the subtotal', () => {
  const proof = proofOf(
    `${HEAD}コーラ ¥240\nポテト ¥340\n小計 ¥580\nクーポン -¥20\n合計 ¥560\n電子マネー ¥560`,
  )
  expect(proof).toMatchObject({ subtotal: 580, coupon: 20, total: 560, fails: [] })
})

test('a total that lost its first digit is found by what was paid and returned', () => {
  const proof = proofOf(`${HEAD}酒 ¥1,128\n合計 洒,128\nお預り ¥2,000\nお釣り ¥872`)
  expect(proof.total).toBe(1128)
})

test('one misread digit is repaired where nothing else closes the gap, and the repair is told', () => {
  const proof = proofOf(`${HEAD}牛乳 ¥238\nパン ¥168\nたまご ¥11\n小計 ¥524\n合計 ¥524\nクレジット ¥524`)
  expect(proof.repairs).toMatchObject([{ field: 'items.2.amount', from: '11', to: '118' }])
  expect(proof.goods.map((g) => g.gross)).toEqual([238, 168, 118])
})

test('where two repairs would do, none is made', () => {
  const proof = proofOf(`${HEAD}牛乳 ¥200\nパン ¥300\n小計 ¥590\n合計 ¥590\nクレジット ¥590`)
  expect(proof.repairs).toEqual([])
  expect(proof.fails.map((e) => e.name)).toContain('lines = subtotal')
})

test('a tampered total is not set right: what is printed stands, and the equation fails', () => {
  const proof = proofOf(`${HEAD}牛乳 ¥238\nパン ¥162\n小計 ¥400\n合計 ¥5,400\nクレジット ¥5,400`)
  expect(proof.total).toBe(5400)
  expect(proof.fails.length).toBeGreaterThan(0)
})

test('point balances and card slips are no sums', () => {
  const proof = proofOf(
    `${HEAD}牛乳 ¥238\n合計 ¥238\nクレジット ¥238\nカード番号 ****1234\n承認番号 376039\nポイント合計 1,932\nチャージ残高 ¥1,988`,
  )
  expect(proof.total).toBe(238)
})

test('of two goods that could be misread, the sum of their rate tells which', () => {
  const taxes = '外税8%対象額 ¥238\n外税8% ¥19\n外税10%対象額 ¥348\n外税10% ¥34\n合計 ¥639\nクレジット ¥639'
  const proof = proofOf(`${HEAD}牛乳 ¥238※\nマスク ¥340\n小計 ¥586\n${taxes}`)
  expect(proof.repairs).toMatchObject([{ field: 'items.1.amount', from: '340', to: '348' }])
  const other = proofOf(`${HEAD}牛乳 ¥230※\nマスク ¥348\n小計 ¥586\n${taxes}`)
  expect(other.repairs).toMatchObject([{ field: 'items.0.amount', from: '230', to: '238' }])
})

test('goods are not made to come to a total that nothing else speaks for', () => {
  const proof = proofOf(`${HEAD}牛乳 ¥238\nパン ¥168\n合計 ¥486`)
  expect(proof.goods.map((g) => g.gross)).toEqual([238, 168])
  expect(proof.fails.map((e) => e.name)).toContain('lines - coupon + tax = total')
})

test('a line that was lost is not made up for by another good', () => {
  const proof = proofOf(`${HEAD}造花 100\n皿 300\n小計 3点 ¥600\n合計 ¥600\nクレジット ¥600`)
  expect(proof).toMatchObject({ total: 600, repairs: [] })
  expect(proof.fails.map((e) => e.name)).toEqual(['lines = subtotal', 'point count'])
})

test('a misread tax is set right by its rate and by the total, and told', () => {
  const proof = proofOf(
    `${HEAD}皿 ¥480\n造花 ¥190\n小計 ¥670\n外税10%対象額 ¥670\n外税10% ¥61\n合計 ¥737\nお預り ¥1,000\nお釣り ¥263`,
  )
  expect(proof.taxes).toEqual([{ rate: 10, taxable: 670, amount: 67, included: false }])
  expect(proof.repairs).toMatchObject([{ field: 'taxes.0.amount', from: '61', to: '67' }])
})

test('tax is rounded down, to the nearest or up, as the till does it', () => {
  for (const tax of [15, 16])
    expect(
      proofOf(`${HEAD}牛乳 ¥198※\n小計 ¥198\n外税8%対象額 ¥198\n外税8% ¥${tax}\n合計 ¥${198 + tax}`).fails,
    ).toEqual([])
})

test('a sum in two parts is one total', () => {
  const proof = proofOf(`${HEAD}牛乳 ¥238\nパン ¥168\n合計 ¥406\n商品券 電子マネー ¥100\nクレジット ¥306`)
  expect(proof).toMatchObject({ total: 406, fails: [] })
})

test('points that are used after the tax come off the sums of the rates', () => {
  const proof = proofOf(
    `${HEAD}牛乳 ¥138※\nガム ¥277※\n小計 2点 ¥415\n外税8%対象額 ¥415\n外税8% ¥33\nクーポン -¥48\n合計 ¥400\nクレジット ¥400`,
  )
  expect(proof).toMatchObject({ total: 400, coupon: 48, fails: [] })
  expect(proof.holds.map((e) => e.name)).toContain('taxable sums - coupon = total')
})

test('a sum proves nothing of itself: what was paid is no proof of a total that it alone tells', () => {
  const proof = proofOf(`${HEAD}牛乳 ¥238\nクレジット ¥500`)
  expect(proof.holds.map((e) => e.name)).not.toContain('paid = total')
})
