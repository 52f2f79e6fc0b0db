import type { Strip } from './strip.ts'
import type { Glyph } from './recognise-strips.ts'
import type { ReadRow } from './read-row.ts'

/** The stretches of a row that the first reader took for numerals, each cut out along its ink. */
export function findNumerals(row: ReadRow, lineHeight: number): Strip[] {
  return joined(
    numerals(row.glyphs, lineHeight).map((span) => numberStrip(span, row.strip, lineHeight)),
    lineHeight,
  )
}

/** The last word of a row, up to the gap before it: a sum, more often than not, whatever the first reader took it for. */
export function findEnd(row: Strip, lineHeight: number): Strip | null {
  let first = row.runs.length - 1
  if (first < 0) return null
  const gap = Math.max(lineHeight, (row.foot - row.top) * 0.8) * 0.6
  while (first > 0 && row.runs[first]!.from - row.runs[first - 1]!.to < gap) first--
  const runs = row.runs.slice(first)
  const size = runs.at(-1)!.to - runs[0]!.from
  if (size < lineHeight * 0.8 || size > lineHeight * 9) return null
  return { ...row, from: runs[0]!.from, to: runs.at(-1)!.to, runs }
}

/** Digits are half as wide as they are high; where the ink is not, the number is also looked at in other proportions. */
export function otherShape(strip: Strip): Strip[] {
  const widths = strip.runs.map((r) => r.to - r.from).sort((a, b) => a - b)
  const ratio = (widths[widths.length >> 1]! / (strip.foot - strip.top)) * (strip.scaleX / strip.scaleY)
  if (ratio > 0.78) return [{ ...strip, scaleX: strip.scaleX * 0.5 }]
  if (ratio < 0.3) return [{ ...strip, scaleX: strip.scaleX * 1.6 }]
  return []
}

/** Two cuts that touch are one number with a character between that the first reader took for a letter. */
function joined(strips: Strip[], lineHeight: number): Strip[] {
  const all: Strip[] = []
  for (const strip of strips) {
    const last = all.at(-1)
    if (last && strip.from - last.to < lineHeight * 0.3) {
      last.to = Math.max(last.to, strip.to)
      last.runs = [...last.runs, ...strip.runs.filter((r) => r.from >= last.runs.at(-1)!.to)]
    } else all.push({ ...strip })
  }
  return all
}

const NUMERAL = /^[0-9０-９,.\-:/%¥\\()*@#xX×+]$/
const LIKE_NUMERAL = /^[0-9０-９OoDlIisSBZyY|科半導@]$/

/** Stretches of numerals, parted at other characters and at wide gaps. */
function numerals(glyphs: Glyph[], lineHeight: number): { from: number; to: number }[] {
  const spans: { from: number; to: number; digits: number }[] = []
  let open: { from: number; to: number; digits: number } | null = null
  for (const glyph of glyphs) {
    const digit = /[0-9０-９]/.test(glyph.text)
    const fits = NUMERAL.test(glyph.text) || (LIKE_NUMERAL.test(glyph.text) && open)
    if (!fits || (open && glyph.from - open.to > lineHeight * 0.8)) open = null
    if (!fits) continue
    if (!open) spans.push((open = { from: glyph.from, to: glyph.to, digits: 0 }))
    open.to = Math.max(open.to, glyph.to)
    if (digit) open.digits++
  }
  return spans.filter((s) => s.digits > 0)
}

/**
 * The span cut out along its ink. A yen sign that the first reader took for a letter hangs on the left of it, and with
 * it often the first digit, so a narrow piece of ink before the span belongs to it.
 */
function numberStrip(span: { from: number; to: number }, row: Strip, lineHeight: number): Strip {
  const word = row.runs.filter((r) => r.to > span.from - 1 && r.from < span.to + 1)
  let first = row.runs.findIndex((r) => r.to > span.from - 1 && r.from < span.to + 1)
  const start = word[0]?.from ?? span.from
  while (first > 0) {
    const before = row.runs[first - 1]!
    const next = row.runs[first]!
    if (next.from - before.to > lineHeight * 0.45 || start - before.from > lineHeight * 1.4) break
    first--
    word.unshift(before)
  }
  const before = row.runs[first - 1]
  const joined = before && word[0] && word[0].from - before.to <= lineHeight * 0.45
  // Ink that goes on to the left is a word, not a yen sign.
  const runs = joined ? word.filter((r) => r.to > span.from - 1) : word
  const from = runs[0]?.from ?? span.from
  const to = Math.max(span.to, runs.at(-1)?.to ?? span.to)
  return { ...row, from, to, runs: runs.length ? runs : [{ from, to }] }
}
