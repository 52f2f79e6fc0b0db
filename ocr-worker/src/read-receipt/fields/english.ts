import type { Line } from '../lines.ts'
import { dense } from './words.ts'

/** What an English till receipt tells here: the shop, and what it came to. Goods are not read yet. */
export type English = {
  name: string | null
  address: string | null
  subtotal: number | null
  total: number | null
  tendered: number | null
  change: number | null
  totalLine: Line | null
  /** How many prints agree on the total. */
  support: number
}

const MONEY = /(?<![\d.])-?\d{1,3}(?:[,\s]?\d{3})*\s?[.,]\s?\d{2}(?!\d)/g
const TOTAL = /t[o0]ta[l1i]|amount\s?due|amt\s?due|nett?\s?amt/i
const NOT_TOTAL =
  /sub|qty|quantity|saving|disc|item|tax(?!.*incl)|gst(?!.*incl)|point|excl|excluding|before|change/i
const ROUNDED = /round|nett|grand|payable|due|incl/i

export function readEnglish(lines: Line[]): English {
  const money = lines.map((line) => ({ line, value: lastMoney(line) }))
  const pick = (wanted: RegExp, unwanted?: RegExp) =>
    money.filter(({ line, value }) => value !== null && wanted.test(line.text) && !unwanted?.test(line.text))
  const cash = pick(/cash|tender|paid|visa|master|card/i, /change|rounding/i).at(-1)
  const change = pick(/change|balance/i).at(-1)
  const votes = new Map<number, { weight: number; count: number; line: Line | null }>()
  const vote = (value: number, weight: number, line: Line | null) => {
    const key = Math.round(value * 100) / 100
    const old = votes.get(key) ?? { weight: 0, count: 0, line }
    votes.set(key, { weight: old.weight + weight, count: old.count + 1, line: old.line ?? line })
  }
  for (const { line, value } of pick(TOTAL, NOT_TOTAL)) vote(value!, ROUNDED.test(line.text) ? 3 : 2, line)
  if (cash && change) vote(cash.value! - change.value!, 2, null)
  if (cash && !change) vote(cash.value!, 1, cash.line)
  for (const { value } of money) if (value !== null && votes.has(value)) vote(value, 0.4, null)
  const best = [...votes.entries()].filter(([v]) => v > 0).sort((a, b) => b[1].weight - a[1].weight)[0]
  return {
    ...shopOf(lines),
    subtotal: pick(/sub\s?-?total/i).at(-1)?.value ?? null,
    total: best?.[0] ?? null,
    tendered: cash?.value ?? null,
    change: change?.value ?? null,
    totalLine: best?.[1].line ?? null,
    support: best?.[1].count ?? 0,
  }
}

function lastMoney(line: Line): number | null {
  const found = [...line.text.matchAll(MONEY)].at(-1)
  return found
    ? Number(
        found[0]
          .replace(/[,\s](?=\d{3})/g, '')
          .replace(/\s/g, '')
          .replace(',', '.'),
      )
    : null
}

/** The first line of letters is the shop; the lines up to the telephone or the invoice are its address. */
function shopOf(lines: Line[]): { name: string | null; address: string | null } {
  const first = lines.findIndex(
    (l) => (dense(l.text).match(/[A-Za-z]/g)?.length ?? 0) >= 5 && l.confidence > 0.6,
  )
  if (first < 0) return { name: null, address: null }
  const end = lines.findIndex(
    (l, i) => i > first && /tel|phone|invoice|receipt|gst|fax|date|cash|bill/i.test(l.text),
  )
  const address = lines
    .slice(first + 1, end < 0 ? first + 1 : end)
    .map((l) => l.text)
    .filter((t) => !/^\(?\s?(?:co|reg|roc|company)/i.test(t) && !/^\(?[\d-]{6,}[A-Z]?\)?$/i.test(t))
  return {
    name: lines[first]!.text.replace(/^[^A-Za-z0-9]+|[|_]+$/g, '').trim(),
    address: address.join(' ') || null,
  }
}
