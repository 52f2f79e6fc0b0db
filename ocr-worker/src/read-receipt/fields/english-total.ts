import type { Equation } from '@tamaru/domain'
import type { Line } from '../lines.ts'
import { moneyIn, sen } from './english-money.ts'
import { kindOf, type Sum } from './english-sums.ts'

export type EnglishTotal = {
  value: number
  /** 0..1 */
  sure: number
  /** What else on the receipt says the same. */
  holds: Equation[]
  line: Line | null
}

type Candidate = {
  value: number
  weight: number
  /** How many lines are labelled as this total. */
  labels: number
  /** The point of at least one of them was read. */
  pointed: boolean
  holds: Equation[]
  line: Line | null
}

/**
 * What was to pay. Tills print several totals (before tax, after it, rounded to 5 sen), and readers slip; so every
 * total is weighed by its label and by what agrees with it: cash less change, another total and its rounding, the
 * subtotal and the tax, the goods.
 */
export function readEnglishTotal(lines: Line[], sums: Sum[]): EnglishTotal | null {
  const ballot = startBallot()
  for (const sum of sums) if (sum.kind === 'total' && sum.value > 0) ballot.label(sum)
  proveByPayment(sums, ballot)
  proveByRounding(sums, ballot)
  proveByTax(sums, ballot)
  proveByGoods(lines, sums, ballot)
  const subtotals = sums.filter((s) => s.kind === 'subtotal' && s.value > 0)
  if (!ballot.ranked().length) for (const { value } of subtotals) ballot.add(value, 0.5)
  if (!ballot.ranked().length) for (const value of saidTwice(lines)) ballot.add(value, value / 1e6)
  const [best, rival] = ballot.ranked()
  return best ? { value: best.value, holds: best.holds, line: best.line, sure: sureness(best, rival) } : null
}

type Ballot = ReturnType<typeof startBallot>

function startBallot() {
  const candidates = new Map<number, Candidate>()
  const at = (value: number): Candidate => {
    const key = sen(value)
    const blank = { value: key / 100, weight: 0, labels: 0, pointed: false, holds: [], line: null }
    if (!candidates.has(key)) candidates.set(key, blank)
    return candidates.get(key)!
  }
  return {
    has: (value: number) => candidates.has(sen(value)),
    ranked: () => [...candidates.values()].filter((c) => c.value > 0).sort((a, b) => b.weight - a.weight),
    add(value: number, weight: number): void {
      at(value).weight += weight
    },
    /** Another line that says the same total weighs less than the first. */
    label({ value, weight, pointed, line }: Sum): void {
      const candidate = at(value)
      candidate.weight += candidate.labels ? weight * 0.6 : weight
      candidate.labels++
      candidate.pointed ||= pointed
      candidate.line ??= line
    },
    /** An equation over other print; it weighs less if nothing labelled says the same. */
    prove(value: number, name: string, weight: number, alone: number): void {
      const known = candidates.has(sen(value))
      const candidate = at(value)
      candidate.weight += known ? weight : alone
      candidate.holds.push({ name, left: candidate.value, right: candidate.value, kind: 'total' })
    },
  }
}

function proveByPayment(sums: Sum[], ballot: Ballot): void {
  const { tendered, change } = paymentIn(sums)
  if (tendered === null) return
  if (change === null) ballot.add(tendered, ballot.has(tendered) ? 2.5 : 1)
  else if (tendered > change) ballot.prove(tendered - change, 'tendered - change = total', 4.5, 3)
}

/** A total that is no multiple of 5 sen and the printed rounding make the one that is paid. */
function proveByRounding(sums: Sum[], ballot: Ballot): void {
  const bases = sums.filter((s) => (s.kind === 'total' || s.kind === 'subtotal') && sen(s.value) % 5 !== 0)
  for (const { value: by } of sums.filter((s) => s.kind === 'rounding' && s.value !== 0))
    for (const { value } of bases) {
      // The minus is often not printed, or not read.
      const rounded = [value + by, value - by].find((v) => sen(v) % 5 === 0)
      if (rounded === undefined) continue
      ballot.prove(rounded, 'total + rounding = total', 3.5, 2.5)
      ballot.add(value, -2)
    }
}

function proveByTax(sums: Sum[], ballot: Ballot): void {
  const taxes = sums.filter((s) => s.kind === 'tax' && s.value > 0)
  const subtotals = sums.filter((s) => s.kind === 'subtotal')
  subtotals.forEach(({ value }, i) => {
    for (const tax of taxes) ballot.prove(value + tax.value, 'subtotal + tax = total', 2, 1)
    // One subtotal for each rate of tax.
    for (const other of subtotals.slice(i + 1))
      if (ballot.has(value + other.value)) ballot.prove(value + other.value, 'subtotals = total', 1.5, 0)
  })
}

function proveByGoods(lines: Line[], sums: Sum[], ballot: Ballot): void {
  const goods = goodsSum(lines)
  const discounts = sums.filter((s) => s.kind === 'discount').map((s) => Math.abs(s.value))
  const total = [0, ...discounts].map((d) => goods - d).find((v) => v > 0 && ballot.has(v))
  if (total !== undefined) ballot.prove(total, 'lines = total', 1.5, 0)
}

/** The last sum handed over before the change, and the change. */
export function paymentIn(sums: Sum[]): { tendered: number | null; change: number | null } {
  const change = sums.findLast((s) => s.kind === 'change')?.value ?? null
  const tendered = sums.findLast((s) => s.kind === 'tendered' && s.value >= (change ?? 0))?.value ?? null
  return { tendered, change }
}

/** What the lines above the first labelled sum come to. */
function goodsSum(lines: Line[]): number {
  const kinds = lines.map((l) => kindOf(l.text))
  const end = kinds.findIndex((kind) => kind === 'total' || kind === 'subtotal')
  let sum = 0
  lines.slice(0, Math.max(0, end)).forEach((line, i) => {
    const last = moneyIn(line.text).at(-1)
    if (!last || line.text[last.at - 1] === '@') return
    if (kinds[i] === 'discount') sum -= Math.abs(last.value)
    else if (kinds[i] === null) sum += last.value
  })
  return sum
}

/** Where no label was read: sums at the end of more than one line. */
function saidTwice(lines: Line[]): number[] {
  const ends = lines.flatMap((l) => moneyIn(l.text).at(-1) ?? []).filter((m) => m.pointed && m.value > 0)
  return ends.filter((m, i) => ends.findIndex((o) => o.value === m.value) < i).map((m) => m.value)
}

function sureness(best: Candidate, rival: Candidate | undefined): number {
  const proofs = new Set(best.holds.map((h) => h.name)).size + Math.max(0, best.labels - 1)
  if (proofs === 0 && best.labels === 0) return 0.3
  const base = [0.55, 0.88, 0.95, 0.98][Math.min(3, proofs)]!
  const labelled = best.labels === 0 ? 0.75 : best.pointed ? 1 : 0.85
  const close = rival ? Math.max(0, rival.weight) / best.weight : 0
  return base * labelled * (close > 0.75 ? 0.7 : close > 0.5 ? 0.9 : 1)
}
