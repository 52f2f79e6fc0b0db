import type { ReadRow } from './recognise/read-row.ts'

const MARK = /^[※*＊]$/
const DIGIT = /^\d$/
/** So many rows, and so large a share of the marks, must stand at one place before it is a column. */
const ROWS = 4
const SHARE = 0.7
/** In widths of a digit: what stands nearer to the column's middle than to the sums' is one of its marks. */
const NEAR = 0.4

/**
 * Tills print the mark of a reduced rate in a column of its own, right of the sums. A digit that stands there is a mark
 * that was misread (178* as 1784); it becomes one, and what was read stays as what else it may be. Below the last marked
 * good there are no marks: the total may end where they stood.
 */
export function mendMarks(rows: ReadRow[]): ReadRow[] {
  const marked = rows.filter((row) => endsIn(row, MARK))
  const digits = rows.flatMap((row) => row.glyphs).filter((glyph) => DIGIT.test(glyph.text))
  if (marked.length < ROWS) return rows
  const width = middle(digits.map((glyph) => glyph.to - glyph.from))
  const column = middle(marked.map(endOf))
  const isIn = (row: ReadRow) => Math.abs(endOf(row) - column) < NEAR * width
  const inColumn = marked.filter(isIn)
  if (inColumn.length < marked.length * SHARE) return rows
  const [first, end] = [rows.indexOf(inColumn[0]!), rows.indexOf(inColumn.at(-1)!)]
  const sign = inColumn[0]!.glyphs.at(-1)!.text
  return rows.map((row, i) => {
    if (i < first || i > end || !endsIn(row, DIGIT) || !isIn(row)) return row
    const last = row.glyphs.at(-1)!
    const mark = { ...last, text: sign, others: [{ text: last.text, confidence: last.confidence / 4 }] }
    return { ...row, glyphs: [...row.glyphs.slice(0, -1), mark] }
  })
}

/** A number stands at the row's right end, and then this. */
function endsIn({ glyphs }: ReadRow, sign: RegExp): boolean {
  const [before, last] = glyphs.slice(-2)
  return last !== undefined && sign.test(last.text) && DIGIT.test(before!.text)
}

/** The middle of a row's last sign. */
function endOf({ glyphs }: ReadRow): number {
  const last = glyphs.at(-1)!
  return (last.from + last.to) / 2
}

function middle(values: number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1]!
}
