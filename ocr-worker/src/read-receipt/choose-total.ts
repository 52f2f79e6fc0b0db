import { chooseTaxes, isTaxOf } from './choose-taxes.ts'
import type { Sum, Sums } from './fields/sums.ts'

type Vote = { value: number; who: string; weight: number; printed: boolean }

/** Every number that may be the total collects the votes of the prints that agree with it. */
export function chooseTotal(
  net: number,
  coupon: number,
  sums: Sums,
): { total: number | null; support: number } {
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
