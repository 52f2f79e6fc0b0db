import type { Equation } from '@tamaru/domain'
import type { Good } from './fields/items.ts'
import { fitGoods, goodsNet, type Repair } from './fit-goods.ts'
import type { Sum, Sums, TaxLine } from './fields/sums.ts'

export type Tax = { rate: number; taxable: number | null; amount: number | null; included: boolean }

/** The sums that agree with one another, the equations that say so, and those that do not hold. */
export type Proof = {
  goods: Good[]
  subtotal: number | null
  coupon: number
  taxes: Tax[]
  total: number | null
  tendered: number | null
  change: number | null
  holds: Equation[]
  fails: Equation[]
  repairs: Repair[]
  /** How many independent prints support the total. */
  support: number
}

/** Chooses among the ways in which every sum can be read those under which the receipt adds up. */
export function prove(goods: Good[], sums: Sums): Proof {
  const net = goodsNet(goods)
  const coupon = sums.coupons.reduce((s, c) => s + c.values[0]!, 0)
  const { total, support } = chooseTotal(net, coupon, sums)
  const taxes = fillTax(chooseTaxes(sums.taxes, total), sums, total, coupon)
  const added = taxes.filter((t) => !t.included).reduce((s, t) => s + (t.amount ?? 0), 0)
  const subtotal = chooseSubtotal(sums, total, coupon, added, net)
  const target = subtotal ?? (total === null ? null : total - added + coupon)
  const { goods: fitted, repairs } = target === null ? { goods, repairs: [] } : fitGoods(goods, target)
  const tendered = closest(sums.tendered, (v) => total !== null && v >= total)
  const change = closest(sums.change, (v) => tendered !== null && total !== null && tendered - total === v)
  const checked = check({
    lines: goodsNet(fitted),
    printed: sums.subtotals.length > 0,
    subtotal,
    coupon,
    added,
    total,
    tendered,
    change,
    sums,
    taxes,
    count: fitted.length ? pieces(fitted) : 0,
  })
  return { goods: fitted, subtotal, coupon, taxes, total, tendered, change, ...checked, repairs, support }
}

function pieces(goods: Good[]): number {
  return goods.reduce((s, g) => s + (Number.isInteger(g.quantity) ? g.quantity : 1), 0)
}

type Vote = { value: number; who: string; weight: number; printed: boolean }

/** Every number that may be the total collects the votes of the prints that agree with it. */
function chooseTotal(net: number, coupon: number, sums: Sums): { total: number | null; support: number } {
  const votes = [...printedVotes(sums, coupon), ...reckonedVotes(net, coupon, sums)].filter(
    (v) => v.value > 0,
  )
  let best: { total: number | null; support: number; score: number } = { total: null, support: 0, score: 0 }
  for (const value of new Set(votes.map((v) => v.value))) {
    const mine = new Map<string, Vote>()
    for (const vote of votes)
      if (vote.value === value && vote.weight > (mine.get(vote.who)?.weight ?? 0)) mine.set(vote.who, vote)
    const all = [...mine.values()]
    const score = all.reduce((s, v) => s + v.weight, 0)
    // A sum that nobody printed must be reckoned in several ways.
    if ((all.some((v) => v.printed) || all.length >= 3) && score > best.score)
      best = { total: value, support: all.length, score }
  }
  return { total: best.total, support: best.support }
}

/** What stands beside 合計, a means of payment, 小計 …: the first reading counts most. */
function printedVotes(sums: Sums, coupon: number): Vote[] {
  const cast = (list: Sum[], who: string, first: number, other: number, printed = true, less = 0): Vote[] =>
    list.flatMap((sum, n) => {
      // A sum whose lead was lost is surely not what its rest says.
      const doubt = sum.guesses.length ? 0.5 : 1
      const read = sum.values.map((v, i) => ({ value: v, weight: (i === 0 ? first : other) * doubt }))
      const guessed = sum.guesses.map((v) => ({ value: v, weight: 0.4 }))
      return [...read, ...guessed].map((v) => ({ ...v, value: v.value - less, who: `${who}${n}`, printed }))
    })
  return [
    ...cast(sums.totals, 'total', 3, 1.6),
    ...cast(sums.tall, 'tall', 2, 1.2),
    ...cast(sums.payments, 'payment', 2, 1.2),
    ...cast(sums.tendered, 'tendered', sums.change.length ? 0.2 : 0.8, 0.1),
    ...cast(sums.subtotals, 'subtotal', 1, 0.6, false, coupon),
    ...cast(sums.loose, 'loose', 0.5, 0.2, false),
  ]
}

/** What goods, taxes and cash come to. */
function reckonedVotes(net: number, coupon: number, sums: Sums): Vote[] {
  const votes: Vote[] = []
  const vote = (value: number, who: string, weight: number, printed = false) =>
    votes.push({ value, who, weight, printed })
  for (const paid of sums.tendered)
    for (const [i, p] of paid.values.entries())
      for (const back of sums.change)
        for (const [j, c] of back.values.entries()) vote(p - c, 'cash', i + j === 0 ? 2 : 1)
  const taxes = chooseTaxes(sums.taxes, null)
  const sure = taxes.filter(
    (t) => t.taxable !== null && t.amount !== null && isTaxOf(t.amount, t.taxable, t.rate, t.included),
  )
  const outer = taxes.filter((t) => !t.included)
  const added = outer.reduce((s, t) => s + (t.amount ?? Math.floor(((t.taxable ?? 0) * t.rate) / 100)), 0)
  const trust = sure.length === taxes.length ? 1 : 0.5
  if (net > 0) vote(net - coupon + added, 'goods', 2 * trust)
  if (net > 0 && added > 0) vote(net - coupon, 'goods', 0.8)
  for (const sum of sums.subtotals)
    for (const [i, v] of sum.values.entries())
      if (added > 0) vote(v - coupon + added, 'subtotal+tax', (i === 0 ? 2 : 1.2) * trust)
  if (taxes.length && taxes.every((t) => t.taxable !== null))
    vote(
      taxes.reduce(
        (s, t) => s + t.taxable! + (t.included ? 0 : (t.amount ?? Math.floor((t.taxable! * t.rate) / 100))),
        0,
      ),
      'taxable',
      1.8 * trust,
    )
  return votes
}

/** One tax a rate. Of several readings the pair that is rate × taxable (rounded either way) is taken. */
function chooseTaxes(lines: TaxLine[], total: number | null): Tax[] {
  const rates = [...new Set(lines.map((l) => l.rate).filter((r): r is number => r !== null))]
  const guessed = rates.length ? rates : lines.length ? [10, 8] : []
  return guessed
    .flatMap((rate): Tax[] => {
      const mine = lines.filter((l) => l.rate === rate || (l.rate === null && rates.length <= 1))
      const taxables = mine.flatMap((l) => l.taxable?.values ?? [])
      const amounts = mine.flatMap((l) => l.tax?.values ?? [])
      const told = mine.find((l) => l.included !== null)?.included ?? null
      for (const included of told === null ? [true, false] : [told, !told])
        for (const taxable of [
          ...taxables,
          ...(rates.length === 1 && total !== null && included ? [total] : []),
        ])
          for (const amount of amounts)
            if (isTaxOf(amount, taxable, rate, included))
              return [{ rate, taxable, amount, included: settle(included, told, mine) }]
      if (!rates.length || (!amounts.length && !taxables.length)) return []
      return [{ rate, taxable: taxables[0] ?? null, amount: amounts[0] ?? null, included: told ?? true }]
    })
    .sort((a, b) => a.rate - b.rate)
}

/**
 * A tax that could not be read beside a taxable sum that could: a print without a label that is just this tax, or the
 * one amount that is missing between subtotal and total, if it is rate × taxable.
 */
function fillTax(taxes: Tax[], sums: Sums, total: number | null, coupon: number): Tax[] {
  const open = taxes.filter((t) => t.amount === null && t.taxable !== null)
  return taxes.map((tax) => {
    if (!open.includes(tax)) return tax
    const fits = (v: number) => isTaxOf(v, tax.taxable!, tax.rate, tax.included)
    const loose = sums.loose.flatMap((s) => s.values).find((v) => v > 0 && fits(v))
    if (loose !== undefined) return { ...tax, amount: loose }
    const others = taxes
      .filter((t) => t !== tax && !t.included)
      .reduce((s, t) => s + (t.amount ?? Infinity), 0)
    const missing = sums.subtotals.map((s) => (total ?? 0) - (s.values[0]! - coupon) - others)
    const outer = missing.find((v) => v >= 0 && isTaxOf(v, tax.taxable!, tax.rate, false))
    return outer === undefined ? tax : { ...tax, amount: outer, included: false }
  })
}

/** 外税 layouts also print the tax-included sums; the way in which the tax was first told stands. */
function settle(found: boolean, told: boolean | null, lines: TaxLine[]): boolean {
  if (told === null) return found
  return lines.some((l) => l.included === false && l.tax) ? false : found
}

export function isTaxOf(amount: number, taxable: number, rate: number, included: boolean): boolean {
  if (amount < 0 || taxable <= 0) return false
  const exact = (taxable * rate) / (included ? 100 + rate : 100)
  return Math.abs(amount - exact) < 1
}

function chooseSubtotal(
  sums: Sums,
  total: number | null,
  coupon: number,
  added: number,
  net: number,
): number | null {
  if (!sums.subtotals.length) return null
  const values = sums.subtotals.flatMap((s) => s.values)
  if (total !== null) {
    const fits = values.find((v) => v - coupon + added === total) ?? values.find((v) => v - coupon === total)
    if (fits !== undefined) return fits
  }
  return values.find((v) => v === net) ?? values[0]!
}

function closest(sums: Sum[], fits: (v: number) => boolean): number | null {
  const values = sums.flatMap((s) => s.values)
  return values.find(fits) ?? values[0] ?? null
}

type Figures = {
  lines: number
  printed: boolean
  subtotal: number | null
  coupon: number
  added: number
  total: number | null
  tendered: number | null
  change: number | null
  sums: Sums
  taxes: Tax[]
  count: number
}

function check(f: Figures): { holds: Equation[]; fails: Equation[] } {
  const equations: Equation[] = []
  const add = (name: string, left: number, right: number) => equations.push({ name, left, right })
  if (f.subtotal !== null && f.lines !== 0) add('lines = subtotal', f.lines, f.subtotal)
  if (f.subtotal === null && f.total !== null && f.lines !== 0)
    add('lines - coupon + tax = total', f.lines - f.coupon + f.added, f.total)
  if (f.subtotal !== null && f.total !== null)
    add('subtotal - coupon + tax = total', f.subtotal - f.coupon + f.added, f.total)
  if (f.total !== null && f.tendered !== null && f.change !== null)
    add('tendered - total = change', f.tendered - f.total, f.change)
  if (f.total !== null)
    for (const paid of f.sums.payments)
      if (paid.values.includes(f.total)) add('paid = total', f.total, f.total)
  // A total that stands nowhere in print is a reckoning, not a reading: someone must look.
  const shown = [...f.sums.totals, ...f.sums.payments].filter((s) => s.values.length > 0)
  if (f.total !== null && shown.length && !shown.some((s) => s.values.includes(f.total!)))
    add('printed total', Math.max(...shown.flatMap((s) => s.values)), f.total)
  const taxable = f.taxes.filter((t) => t.taxable !== null)
  for (const t of taxable)
    if (t.amount !== null)
      add(
        `tax of ${t.rate} %`,
        isTaxOf(t.amount, t.taxable!, t.rate, t.included)
          ? t.amount
          : Math.floor((t.taxable! * t.rate) / (t.included ? 100 + t.rate : 100)),
        t.amount,
      )
  if (f.total !== null && taxable.length && taxable.length === f.taxes.length)
    add(
      'taxable sums = total',
      taxable.reduce((s, t) => s + t.taxable! + (t.included ? 0 : (t.amount ?? 0)), 0),
      f.total,
    )
  if (f.sums.count !== null && f.count > 0) add('point count', f.count, f.sums.count)
  return {
    holds: equations.filter((e) => e.left === e.right),
    fails: equations.filter((e) => e.left !== e.right),
  }
}
