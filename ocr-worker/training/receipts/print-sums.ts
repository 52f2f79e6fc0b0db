import type { Account, RateSum } from './add-up-basket.ts'
import { fillTemplate, run, type Values } from './fill-template.ts'
import type { Item } from './goods.ts'
import { PAYMENT_FORMS } from './payment-forms.ts'
import { printSlip } from './print-slip.ts'
import type { PrintedLine } from './printed-line.ts'
import {
  COUPON_FORMS,
  LATER_FORMS,
  ORDERS,
  OUTSIDE_TAX_FORMS,
  SUBTOTAL_FORMS,
  TAX_FORMS,
  TAX_SUM_FORMS,
  TOTAL_FORMS,
} from './sums-forms.ts'
import type { TillStyle } from './till-style.ts'

/** Everything below the goods up to the payment, in the order of this till. */
export function printSums(style: TillStyle, items: Item[], account: Account): PrintedLine[] {
  const values = valuesOf(style, items, account)
  const { random, choose } = style
  const all = (lines: string[], more: Values = {}) =>
    lines.flatMap((t) => fillTemplate(t, { ...values, ...more }, choose))
  const kinds = new Set(account.rates.map((rate) => rate.inside))
  const forms = new Map(
    [...kinds].map((inside) => [inside, style.pick(inside ? TAX_FORMS : OUTSIDE_TAX_FORMS)]),
  )
  const isInside = kinds.size === 1 && kinds.has(true)
  const around = (part: 'before' | 'after') =>
    kinds.size > 1 ? [] : all([...forms.values()].flatMap((form) => form[part] ?? []))
  const parts: Record<string, () => PrintedLine[]> = {
    rule: () => [rule(style)],
    subtotal: () => all(style.pick(SUBTOTAL_FORMS).lines),
    coupon: () => (account.coupon ? all(style.pick(COUPON_FORMS).lines) : []),
    tax: () => [
      ...around('before'),
      ...account.rates.flatMap((rate) => all(forms.get(rate.inside)!.lines, rateValues(style, rate))),
      ...around('after'),
    ],
    taxsum: () => all(style.pick(TAX_SUM_FORMS).lines),
    later: () => (account.later ? all(style.pick(LATER_FORMS).lines) : []),
    total: () => all(style.pick(TOTAL_FORMS).lines),
    again: () =>
      account.rates.flatMap((rate) => all(forms.get(rate.inside)!.again ?? [], rateValues(style, rate))),
    pay: () =>
      style
        .pick(PAYMENT_FORMS)
        .lines.flatMap((t) => (t === '%slip' ? printSlip(style, account.total) : all([t]))),
  }
  const order = style.pick(ORDERS).parts.split(' ')
  // Where the total comes without what leads to it, something must: tax on top is always printed.
  const asked = isInside || order.includes('tax') ? order : ['tax', ...order]
  const lines = asked.flatMap((part) => [...parts[part]!(), ...(part === 'total' ? parts['again']!() : [])])
  return random.chance(0.3) ? [rule(style), ...lines] : lines
}

export const rule = (style: TillStyle): PrintedLine => {
  const sign = style.choose('-|-|-|=|*|・|…|─|- |_|･')
  const width = sign === '- ' || /[─…・]/u.test(sign) ? 2 : 1
  return {
    role: 'other',
    cells: [{ runs: [run(sign.repeat(Math.floor(style.columns / width)))], at: 'left' }],
    wide: 1,
    tall: 1,
    above: 0,
  }
}

function rateValues(style: TillStyle, { rate, net, gross, tax, inside }: RateSum): Values {
  const money = style.sumsMoney
  const plain = (v: number) => v.toLocaleString('en-US')
  const base = inside ? gross : net
  return {
    rate: run(rate, 'rate'),
    base: run(money(base), 'base'),
    basen: run(plain(base), 'base'),
    net: run(money(net), 'base'),
    gross: run(money(gross), 'other'),
    base2: run(money(gross), 'base'),
    rategross: run(money(gross), 'sum'),
    tax: run(money(tax), 'tax'),
    taxn: run(plain(tax), 'tax'),
  }
}

function valuesOf(style: TillStyle, items: Item[], account: Account): Values {
  const { random, sumsMoney: money, minus } = style
  const before = items.reduce((sum, i) => sum + i.gross, 0)
  const { goods, total } = account
  const tendered = upTo(total, random.pick([1, 10, 100, 500, 1000, 1000, 5000, 10000]))
  const part = Math.min(total - 1, random.pick([50, 100, 500, 1000, 31]))
  const few = Math.min(Math.max(0, total - part - 1), random.pick([10, 20, 100, 300]))
  const restTendered = upTo(total - part, 1000)
  const sum = (v: number) => run(money(v), 'sum')
  return {
    goods: sum(goods),
    before: sum(before),
    allminus: run(minus + money(before - goods), 'sum'),
    pieces: run(account.pieces, 'pieces'),
    minuscoupon: run(minus + money(account.coupon), 'sum'),
    minuslater: run(minus + money(account.later), 'sum'),
    left: sum(goods - account.coupon),
    alltax: sum(account.tax),
    allnet: sum(account.rates.reduce((s, r) => s + r.net, 0)),
    payable: sum(total + account.later),
    zero: sum(0),
    total: sum(total),
    tendered: sum(tendered),
    change: sum(tendered - total),
    part: sum(part),
    few: sum(few),
    restfew: sum(Math.max(0, total - part - few)),
    basesum: run(money(account.rates.reduce((s, r) => s + (r.inside ? r.gross : r.net), 0)), 'sum'),
    taxtotal: run(money(account.tax), 'tax'),
    taxin: run(money(account.tax), 'tax'),
    rest: sum(total - part),
    resttendered: sum(restTendered),
    restchange: sum(restTendered - (total - part)),
    balance: sum(random.whole(0, 20_000)),
    four: run(random.digits(4)),
  }
}

const upTo = (value: number, step: number) => Math.ceil(value / step) * step
