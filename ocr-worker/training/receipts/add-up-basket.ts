import type { Item } from './goods.ts'
import type { TillStyle } from './till-style.ts'

export type RateSum = { rate: 8 | 10; net: number; gross: number; tax: number; inside: boolean }

/** What a till reckons from a basket. */
export type Account = {
  goods: number
  pieces: number
  /** Off all goods together, before tax. */
  coupon: number
  rates: RateSum[]
  tax: number
  /** Off the sum with tax: points used, rounding. */
  later: number
  total: number
}

export function addUpBasket({ inside: insideOf, random }: TillStyle, items: Item[]): Account {
  const goods = items.reduce((sum, i) => sum + i.gross - i.off, 0)
  const pieces = items.reduce((sum, i) => sum + i.count, 0)
  const coupon =
    goods > 300 && random.chance(0.1)
      ? Math.min(
          goods - 100,
          random.pick([20, 30, 50, 100, 100, 200, Math.floor(goods / 10), Math.floor(goods / 20)]),
        )
      : 0
  const round = random.pick([Math.floor, Math.floor, Math.round, Math.ceil])
  let left = coupon
  const rates = ([8, 10] as const).flatMap((rate) => {
    const some = items.filter((i) => i.rate === rate).reduce((sum, i) => sum + i.gross - i.off, 0)
    if (some === 0) return []
    const off = Math.min(left, some - 1)
    left -= off
    const base = some - off
    const inside = insideOf[rate]
    const tax = inside ? round((base * rate) / (100 + rate)) : round((base * rate) / 100)
    return [{ rate, net: inside ? base - tax : base, gross: inside ? base : base + tax, tax, inside }]
  })
  const tax = rates.reduce((sum, r) => sum + r.tax, 0)
  const added = rates.reduce((sum, r) => sum + (r.inside ? 0 : r.tax), 0)
  const payable = goods - coupon + left + added
  const later =
    payable > 200 && random.chance(0.06)
      ? random.chance(0.5)
        ? payable % 10
        : random.whole(1, Math.min(99, payable - 1))
      : 0
  return { goods, pieces, coupon: coupon - left, rates, tax, later, total: payable - later }
}
