import type { Sums } from '../fields/sums.ts'
import { costOf, printOfSum, type Print } from './print.ts'
import { MARGIN, type Repair } from './repair.ts'

export type Cash = { tendered: number | null; change: number | null; repairs: Repair[] }

/** What was given and what came back; a misread one is set right by the other where only one of the two can be wrong. */
export function cashOf(sums: Sums, total: number | null): Cash {
  const given = sums.tendered.map(printOfSum)
  const back = sums.change.map(printOfSum)
  const read = { tendered: given[0]?.read.value ?? null, change: back[0]?.read.value ?? null, repairs: [] }
  if (total === null) return read
  if (!given.length || !back.length) return { ...read, tendered: exact(given, total) ?? read.tendered }
  const pairs = given
    .flatMap((g) => back.flatMap((b) => g.ways.map((way) => ({ g, b, way, change: way.value - total }))))
    .map((pair) => ({ ...pair, cost: pair.way.cost + costOf(pair.b, pair.change) }))
    .sort((a, b) => a.cost - b.cost)
  const [best, next] = pairs
  if (!best || best.cost === Infinity || (best.cost > 0 && next && next.cost - best.cost < MARGIN))
    return read
  return {
    tendered: best.way.value,
    change: best.change,
    repairs: [
      ...repairOf('payment.tendered', best.g, best.way.value),
      ...repairOf('payment.change', best.b, best.change),
    ],
  }
}

function exact(given: Print[], total: number): number | null {
  return given.some((g) => g.read.value === total) ? total : null
}

function repairOf(field: string, print: Print, value: number): Repair[] {
  const from = print.read.value
  if (from === value) return []
  return [{ field, from: String(from), to: String(value), why: print.byValue.get(value)!.why }]
}
