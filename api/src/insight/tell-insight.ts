import { insight } from '@tamaru/db'
import {
  COUNT_STEP,
  insightDays,
  pairLift,
  RETURN_DAYS,
  roundCount,
  shareBetween,
  tokyoDate,
  type InsightMonths,
  type Rule,
  type SalesBy,
} from '@tamaru/domain'
import type { z } from 'zod'
import { freshenFacts } from '../customers/keep-facts.ts'
import type { Ports } from '../ports.ts'
import type { FirstBasketsView, PairsView, SalesView, SwitchesView } from './insight-view.ts'

/** Of whom is told, of which months, and whether in exact numbers. */
export interface Looker {
  accountId: string
  months: InsightMonths
  exact: boolean
}

const YEN_STEP = 1000

/** What was bought in the last months, told apart by one thing. Nobody who said no to the analysis of purchases is in it. */
export async function tellSales(
  ports: Pick<Ports, 'db' | 'now'>,
  looker: Looker,
  by: SalesBy,
): Promise<z.infer<typeof SalesView>> {
  const days = await lookInto(ports, looker)
  const found = await insight.sales(ports.db, looker.accountId, by, days)
  const cells = found.map(({ productId, ...cell }) => ({
    ...told(cell, looker.exact),
    key: cell.key,
    name: cell.name,
    rule: ruleOf(by, cell.key, productId, days),
  }))
  return { ...days, exact: looker.exact, cells: cells.filter(({ people }) => people !== null) }
}

/** Which goods stand on the same receipts. What may not be told in exact numbers is worked out from those that are told. */
export async function tellPairs(
  ports: Pick<Ports, 'db' | 'now'>,
  looker: Looker,
): Promise<z.infer<typeof PairsView>> {
  const days = await lookInto(ports, looker)
  const found = await insight.pairs(ports.db, looker.accountId, days)
  const count = counting(looker.exact)
  const pairs = found.flatMap(({ goods, people, ...counts }) => {
    const [a, b, both, receipts] = [counts.a, counts.b, counts.both, counts.receipts].map(count)
    if (!a || !b || !both || !receipts || a < both || b < both || receipts < a + b - both) return []
    const ids = goods.map(({ productId }) => productId)
    const rule = ids.every((id) => id !== null) ? { all: ids.map((id) => bought(id, days)) } : null
    return [{ goods, people: count(people), both, ...pairLift({ a, b, both, receipts }), rule }]
  })
  return { ...days, exact: looker.exact, receipts: count(found[0]?.receipts ?? 0), pairs }
}

/** From which brand to which people went. */
export async function tellSwitches(
  ports: Pick<Ports, 'db' | 'now'>,
  looker: Looker,
): Promise<z.infer<typeof SwitchesView>> {
  const days = await lookInto(ports, looker)
  const count = counting(looker.exact)
  const found = await insight.switches(ports.db, looker.accountId, days)
  const switches = found.map(({ people, ...brands }) => ({ ...brands, people: count(people) }))
  return { ...days, exact: looker.exact, switches: switches.filter(({ people }) => people !== null) }
}

/** What stands on first receipts, and how many of those people came back. */
export async function tellFirstBaskets(
  ports: Pick<Ports, 'db' | 'now'>,
  looker: Looker,
): Promise<z.infer<typeof FirstBasketsView>> {
  const days = await lookInto(ports, looker)
  const count = counting(looker.exact)
  const found = await insight.firstBaskets(ports.db, looker.accountId, days, tokyoDate(ports.now()))
  const shareOf = (cell: { people: number; back: number }) => {
    const people = count(cell.people)
    return people === null ? null : shareBetween(Math.min(people, count(cell.back) ?? 0), people)
  }
  const goods = found.goods.flatMap(({ name, productId, ...cell }) => {
    const people = count(cell.people)
    const rule = productId ? bought(productId, days) : null
    return people === null ? [] : [{ name, productId, people, back: shareOf(cell), rule }]
  })
  const all = { people: count(found.all.people), back: shareOf(found.all) }
  return { ...days, exact: looker.exact, returnDays: RETURN_DAYS, ...all, goods }
}

/** The days that are looked at, with what is known of people brought up to date. */
async function lookInto(ports: Pick<Ports, 'db' | 'now'>, { months, exact }: Looker): Promise<insight.Days> {
  await freshenFacts(ports)
  return insightDays(months, tokyoDate(ports.now()), exact)
}

const counting =
  (exact: boolean) =>
  (people: number): number | null =>
    exact ? people : roundCount(people)

/** A cell of fewer people than the floor is not told of: a good's name alone may be one person's. */
function told(cell: Omit<insight.SalesCell, 'productId'>, exact: boolean) {
  const { people, receipts, pieces, yen } = cell
  if (exact) return { people, receipts, pieces, yen }
  const shown = roundCount(people)
  if (shown === null) return { people: null, receipts: null, pieces: null, yen: null }
  const inSteps = (n: number, step: number) => Math.round(n / step) * step
  return {
    people: shown,
    receipts: inSteps(receipts, COUNT_STEP),
    pieces: inSteps(pieces, COUNT_STEP),
    yen: inSteps(yen, YEN_STEP),
  }
}

const bought = (id: string, { from }: insight.Days): Rule => ({
  kind: 'bought',
  products: [id],
  within: { since: from },
})

/** The rule that means the people of a cell; no rule speaks of weekdays, hours, prices of lines, and goods that are no products. */
function ruleOf(by: SalesBy, key: string | null, productId: string | null, days: insight.Days): Rule | null {
  if (by === 'good') return productId ? bought(productId, days) : null
  if (key === null) return null
  if (by === 'brand') return { kind: 'brand', brands: [key], within: { since: days.from } }
  if (by === 'store') return { kind: 'store', stores: [key], within: { since: days.from } }
  if (by === 'chain') return { kind: 'chain', chains: [key], within: { since: days.from } }
  return null
}
