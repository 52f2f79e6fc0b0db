import type { ReadRow } from './recognise/read-row.ts'

/** In shares of the line's height. */
const BETWEEN_WORDS = 0.3
const BETWEEN_COLUMNS = 0.95

/**
 * A row of Latin print with its blanks. The recogniser sees some of them; others show in the ink, as gaps wider than
 * those between letters. Digits and marks stand wide in many tills' print (`1 1 .60`): between them a gap tells nothing
 * unless it parts columns.
 */
export function partWords(row: ReadRow, lineHeight: number): string {
  const { runs } = row.strip
  const gaps = runs.slice(1).map((run, i) => ({ from: runs[i]!.to, to: run.from }))
  const usual = gaps.map((g) => g.to - g.from).sort((a, b) => a - b)[gaps.length >> 1] ?? 0
  const middle = (g: { from: number; to: number }) => (g.from + g.to) / 2
  const widestBetween = (from: number, to: number) =>
    gaps.reduce((widest, g) => Math.max(widest, Math.min(g.to, to) - Math.max(g.from, from)), 0)
  let text = ''
  row.glyphs.forEach((glyph, i) => {
    const last = row.glyphs[i - 1]
    if (last) {
      const gap = widestBetween(middle(last), middle(glyph))
      const both = last.text + glyph.text
      const letters = /[A-Za-z]/.test(both) && !/[.,:'-]/.test(both)
      const least = letters ? Math.max(BETWEEN_WORDS * lineHeight, 2 * usual) : BETWEEN_COLUMNS * lineHeight
      if (glyph.spaced || gap > least || glyph.from - last.to > lineHeight) text += ' '
    }
    text += glyph.text
  })
  return text
}
