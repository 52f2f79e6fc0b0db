import type { Line } from '../read-receipt/lines.ts'
import type { ReadRow } from '../read-receipt/recognise/read-row.ts'
import type { ReadSheet } from '../read-receipt/recognise/read-sheet.ts'
import type { RoledLine } from '../read-receipt/roles/roled-line.ts'
import { partOfRole, type PartName } from './words.ts'

/** A row of print as the page numbers it, with the line of text and the part of the receipt that it became. */
export type ShownLine = { number: number; row: ReadRow; line: Line | null; part: PartName | null }

/** Rows and lines are told apart by where they begin; a row in which nothing was read has no line. */
export function shownLines(read: ReadSheet, lines: Line[], roles: RoledLine[] | undefined): ShownLine[] {
  return read.rows.map((row, i) => {
    const line = lines.find((l) => l.top === row.top / read.sheet.height) ?? null
    const role = roles?.find((r) => r.line === line)?.role
    return { number: i + 1, row, line, part: role ? partOfRole(role) : null }
  })
}

/** The box of a row's print, in fractions of the sheet. */
export function boxOfRow(row: ReadRow, { width, height }: { width: number; height: number }) {
  const ends = [...row.strip.runs, ...row.glyphs]
  const from = Math.min(...ends.map((e) => e.from))
  const to = Math.max(...ends.map((e) => e.to))
  return { x: from / width, y: row.top / height, w: (to - from) / width, h: (row.foot - row.top) / height }
}
