import type { Role, Tag } from '../../src/read-receipt/roles/roles.ts'
import type { Cell, PrintedLine, Run } from './printed-line.ts'

/** What a `$word` of a template stands for. */
export type Values = Record<string, Run | undefined>

/** Settles `{a|b|c}` for this receipt: a till has its own wording, and keeps to it. */
export type Choose = (alternatives: string) => string

const PART = /\$(\w+)|~(\d+)~|([>^])|([^$~>^]+)|[$~]/gu

/**
 * One printed line from `role+|left $word>right`. `{a|b}` is the till's wording, `$word` a value with its tag, `>` begins what
 * stands at the right rim, `~60~` what ends at 60 % of the width, `^` what stands in the middle. Behind the role `!` is double
 * width, `+` taller, `.` a free line above. A line whose values are all missing is not printed.
 */
export function fillTemplate(template: string, values: Values, choose: Choose): PrintedLine[] {
  const [, role, size, body] = /^(\w+)([!+.]*)\|([^]*)$/u.exec(template)!
  const worded = settle(body!, choose)
  const cells: Cell[] = []
  let cell: Cell = { runs: [], at: 'left' }
  let [asked, found] = [0, 0]
  const next = (at: Cell['at']) => {
    if (hasText(cell)) cells.push(cell)
    cell = { runs: [], at }
  }
  for (const [whole, word, share, sign, text] of worded.matchAll(PART)) {
    if (word !== undefined) {
      asked++
      const [value, rest] = valueNamed(word, values)
      if (!value) continue
      found += Number(value.text !== '')
      cell.runs.push(value, ...(rest === '' ? [] : [run(rest)]))
    } else if (share !== undefined) next(Number(share) / 100)
    else if (sign !== undefined) next(sign === '>' ? 'right' : 'center')
    else cell.runs.push({ text: text ?? whole, tag: 'other' })
  }
  next('left')
  if (!cells.length || (asked > 0 && found === 0)) return []
  return [
    {
      role: role as Role,
      cells,
      wide: size!.includes('!') ? 2 : 1,
      tall: size!.includes('+') ? 1.8 : 1,
      above: size!.includes('.') ? 1 : 0,
    },
  ]
}

/** The value whose name the word begins with, and what stands behind: `$countx` is the count and an x. */
function valueNamed(word: string, values: Values): [value: Run | undefined, rest: string] {
  const name = Object.keys(values)
    .filter((key) => word.startsWith(key))
    .reduce((a, b) => (b.length > a.length ? b : a), '')
  return [values[name], word.slice(name.length)]
}

export const run = (text: string | number, tag: Tag = 'other'): Run => ({ text: String(text), tag })

function settle(body: string, choose: Choose): string {
  let text = body
  while (/\{[^{}]*\}/u.test(text)) text = text.replace(/\{[^{}]*\}/gu, (found) => choose(found.slice(1, -1)))
  return text
}

const hasText = (cell: Cell) => cell.runs.some((r) => r.text.trim() !== '')
