import type { Page } from 'tesseract.js'
import type { Rows } from '../row.ts'
import type { Gray } from '../image/gray.ts'
import type { Strip } from './strip.ts'
import { cutNumber } from './cut-number.ts'
import { findEnd, findNumerals, otherShape } from './find-numerals.ts'
import { isSure, textOf } from './number-token.ts'
import type { Engine } from './open-engine.ts'
import type { Clock } from './recognise.ts'
import type { ReadRow, Token } from './read-row.ts'

/**
 * The numerals of every row again, by the model that learned nothing but numbers of tills. What it is not sure of it sees
 * in other proportions too; and it looks at the right end of a row where nobody saw a number.
 */
export async function recogniseTokens(
  engine: Engine,
  sheet: Gray,
  { lineHeight }: Rows,
  read: ReadRow[],
  clock: Clock,
): Promise<ReadRow[]> {
  const once = await readStrips(read, (row) => findNumerals(row, lineHeight))
  const unsure = (row: ReadRow) => row.tokens.filter((t) => !isSure(t)).flatMap((t) => otherShape(t.strip))
  const seen = once.map((row) => row.tokens.length)
  const again = await readStrips(once, (row) => [...unsure(row), ...endsOf(row, lineHeight, sheet.width)])
  // Where the first reader saw no number, only what is plainly money is one.
  return again.map((row, i) => ({
    ...row,
    tokens: row.tokens.filter(
      (t, n) => n < seen[i]! || once[i]!.tokens.some((o) => o.from === t.from && o.to === t.to) || isMoney(t),
    ),
  }))

  async function readStrips(rows: ReadRow[], stripsOf: (row: ReadRow) => Strip[]): Promise<ReadRow[]> {
    const asked = rows.flatMap((row, index) =>
      stripsOf(row).flatMap((strip) => {
        const cut = cutNumber(sheet, strip)
        return cut ? [{ index, strip, cut }] : []
      }),
    )
    const pages = await engine.readNumbers(
      asked.map((a) => a.cut),
      clock.leftMs(),
    )
    const tokens = pages.map((page, i) => tokenOf(page, asked[i]!.strip, lineHeight))
    return rows.map((row, index) => ({
      ...row,
      tokens: [...row.tokens, ...tokens.filter((_, i) => asked[i]!.index === index)],
    }))
  }
}

/** The row's last word, unless its number is known. */
function endsOf(row: ReadRow, lineHeight: number, width: number): Strip[] {
  const end = findEnd(row.strip, lineHeight)
  if (!end || end.to < width * 0.6) return []
  const known = row.tokens.some(
    (t) => t.to > end.to - lineHeight * 0.4 && (isSure(t) || t.from < end.from + lineHeight * 0.3),
  )
  return known ? [] : [end, ...otherShape(end)]
}

function isMoney(token: Token): boolean {
  return /¥-?\d|\d,\d{3}|\d\d[※*軽円]/.test(textOf(token.glyphs))
}

function tokenOf(page: Page, strip: Strip, lineHeight: number): Token {
  const { from, to } = strip
  const symbols = (page.blocks ?? []).flatMap((b) =>
    b.paragraphs.flatMap((p) => p.lines.flatMap((l) => l.words.flatMap((w) => w.symbols))),
  )
  const places = placesAlong(strip, symbols.length, lineHeight)
  const glyphs = symbols.map((s, i) => ({
    text: s.text,
    confidence: s.confidence / 100,
    ...places[i]!,
  }))
  return {
    from,
    to,
    glyphs,
    confidence: Math.min(1, ...glyphs.map((g) => g.confidence)),
    strip,
  }
}

/** So many characters spread evenly over the ink, so that wide gaps stay gaps. */
function placesAlong(strip: Strip, count: number, lineHeight: number): { from: number; to: number }[] {
  const gap = 0.42 * Math.max(lineHeight, (strip.foot - strip.top) * 0.9)
  const pieces: { from: number; to: number }[] = []
  for (const run of strip.runs) {
    const last = pieces.at(-1)
    if (last && run.from - last.to <= gap) last.to = run.to
    else pieces.push({ ...run })
  }
  const step = pieces.reduce((s, p) => s + p.to - p.from, 0) / count
  return Array.from({ length: count }, (_, i) => {
    let along = (i + 0.5) * step
    const piece = pieces.find((p) => (along -= p.to - p.from) <= 0) ?? pieces.at(-1)!
    const middle = piece.to + Math.min(0, along)
    return {
      from: Math.max(piece.from, middle - step / 2),
      to: Math.min(piece.to, middle + step / 2),
    }
  })
}
