import type { Parts } from '../read-receipt/fields/sort-lines.ts'
import type { Line } from '../read-receipt/lines.ts'
import type { ReadRow } from '../read-receipt/recognise/read-row.ts'
import type { ReadSheet } from '../read-receipt/recognise/read-sheet.ts'
import type { PartName } from './words.ts'

/** A row of print as the page numbers it, with the line of text and the part of the receipt that it became. */
export type ShownLine = { number: number; row: ReadRow; line: Line | null; part: PartName | null }

/** Rows and lines are told apart by where they begin; a row in which nothing was read has no line. */
export function shownLines(read: ReadSheet, lines: Line[], parts: Parts | undefined): ShownLine[] {
  return read.rows.map((row, i) => {
    const line = lines.find((l) => l.top === row.top / read.sheet.height) ?? null
    return { number: i + 1, row, line, part: line && parts ? partOf(line, parts) : null }
  })
}

function partOf(line: Line, parts: Parts): PartName | null {
  const names = ['head', 'goods', 'sums'] as const
  return names.find((name) => parts[name].includes(line)) ?? null
}

/** The box of a row's print, in fractions of the sheet. */
export function boxOfRow(row: ReadRow, { width, height }: { width: number; height: number }) {
  const ends = [...row.strip.runs, ...row.glyphs]
  const from = Math.min(...ends.map((e) => e.from))
  const to = Math.max(...ends.map((e) => e.to))
  return { x: from / width, y: row.top / height, w: (to - from) / width, h: (row.foot - row.top) / height }
}
