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
  const taxForm = style.pick(style.inside ? TAX_FORMS : OUTSIDE_TAX_FORMS)
  const baseIsGross = style.inside
  const parts: Record<string, () => PrintedLine[]> = {
    rule: () => [rule(style)],
    subtotal: () => all(style.pick(SUBTOTAL_FORMS).lines),
    coupon: () => (account.coupon ? all(style.pick(COUPON_FORMS).lines) : []),
    tax: () => account.rates.flatMap((rate) => all(taxForm.lines, rateValues(style, rate, baseIsGross))),
    taxsum: () => all(style.pick(TAX_SUM_FORMS).lines),
    later: () => (account.later ? all(style.pick(LATER_FORMS).lines) : []),
    total: () => all(style.pick(TOTAL_FORMS).lines),
    pay: () =>
      style
        .pick(PAYMENT_FORMS)
        .lines.flatMap((t) => (t === '%slip' ? printSlip(style, account.total) : all([t]))),
  }
  const order = style.pick(ORDERS).parts.split(' ')
  // Where the total comes without what leads to it, something must: tax on top is always printed.
  const asked = style.inside || order.includes('tax') ? order : ['tax', ...order]
  const lines = asked.flatMap((part) => parts[part]!())
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

function rateValues(style: TillStyle, { rate, net, gross, tax }: RateSum, baseIsGross: boolean): Values {
  const money = style.sumsMoney
  const plain = (v: number) => v.toLocaleString('en-US')
  const base = baseIsGross ? gross : net
  return {
    rate: run(rate, 'rate'),
    base: run(money(base), 'base'),
    basen: run(plain(base), 'base'),
    net: run(money(net), 'base'),
    gross: run(money(gross), 'other'),
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
    rest: sum(total - part),
    resttendered: sum(restTendered),
    restchange: sum(restTendered - (total - part)),
    balance: sum(random.whole(0, 20_000)),
  }
}

const upTo = (value: number, step: number) => Math.ceil(value / step) * step
