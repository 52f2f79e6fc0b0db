import type { Glyph } from './recognise/recognise-strips.ts'
import type { ReadRow } from './recognise/recognise.ts'
import { amountsIn, type Amount } from './fields/amount.ts'

/** One printed line as text, with the places that its parts came from (fractions of the sheet's width). */
export type Line = {
  /** Numerals as the second reader saw them, where it saw any. NFKC, one space for each wide gap. */
  text: string
  /** As the first reader saw it. */
  plain: string
  /** What the second reader saw, alone. */
  numbers: string[]
  /** The number at the right end; other ways to read it follow in `amount.others`. */
  amount: Amount | null
  /** Text left of that number. */
  label: string
  confidence: number
  left: number
  right: number
  top: number
  foot: number
}

export type Sheet = { width: number; height: number; lineHeight: number }

/** Rows of characters become lines of text; nothing is dropped, however unsure it looks. */
export function toLines(rows: ReadRow[], sheet: Sheet): Line[] {
  return rows.map((row) => toLine(row, sheet)).filter((line) => line.text !== '')
}

function toLine(row: ReadRow, sheet: Sheet): Line {
  const fused = fuse(row)
  const text = join(fused, sheet.lineHeight)
  const plain = join(row.glyphs, sheet.lineHeight)
  const numbers = row.numbers.map((n) => fold(n.glyphs.map((g) => g.text).join('')))
  const { amount, label } = amountsIn(text, plain, numbers.at(-1) ?? '')
  const first = row.glyphs[0]
  const last = row.glyphs.at(-1)
  return {
    text,
    plain,
    numbers,
    amount,
    label,
    confidence: row.confidence,
    left: (first?.from ?? 0) / sheet.width,
    right: (last?.to ?? 0) / sheet.width,
    top: row.top / sheet.height,
    foot: row.foot / sheet.height,
  }
}

/**
 * The first reader's characters, with the second reader's numerals in the places of its own. The cut may have caught a
 * neighbour's edge (※ read as 8, a yen sign as 1), so only what stands where the first reader saw numerals is taken,
 * and more to the left if a yen sign or a comma shows that it is part of the sum.
 */
function fuse(row: ReadRow): Glyph[] {
  return row.numbers.reduce((glyphs, number) => fuseNumber(glyphs, number.glyphs), row.glyphs)
}

function fuseNumber(glyphs: Glyph[], number: Glyph[]): Glyph[] {
  const centre = (g: Glyph) => (g.from + g.to) / 2
  const left = number[0]?.from ?? 0
  const right = number.at(-1)?.to ?? 0
  const mine = glyphs.filter((g) => isDigit(fold(g.text)) && centre(g) > left - 2 && centre(g) < right + 2)
  if (!mine.length) return glyphs
  const from = mine[0]!.from - 2
  const to = mine.at(-1)!.to + 2
  const inner = number.filter((g) => centre(g) > from && centre(g) < to)
  const digits = inner.filter((g) => isDigit(g.text)).length
  const before = number.filter((g) => centre(g) <= from)
  const atEnd = glyphs.filter((g) => centre(g) >= to && !isDigit(g.text)).length <= 2
  if (digits !== mine.length && (!atEnd || Math.abs(digits - mine.length) > 1)) return glyphs
  const between = glyphs.filter((g) => centre(g) > from && centre(g) < to)
  if (between.some((g) => !NUMERIC.test(fold(g.text)) && !isYenLike(g.text))) return glyphs
  const lead = before.map((g) => g.text).join('')
  const belongs = /^[^\d]*¥[\d,]*$|^[^\d]*\d{1,3},$/.test(lead)
  const start = belongs ? before[0]!.from - 2 : from
  const kept = glyphs.filter((g) => centre(g) <= from && !(belongs && centre(g) > start && isYenLike(g.text)))
  return [...kept, ...(belongs ? before : []), ...inner, ...glyphs.filter((g) => centre(g) >= to)]
}

const NUMERIC = /^[\d.,、:/\-()%¥\\A-Za-z*#@+|」「"'_ ]+$/u

/** What the Japanese model makes of a yen sign. */
export const YEN_LIKE = '[¥\\\\Yy半導補科和超林ホ]'

function isYenLike(text: string): boolean {
  return new RegExp(`^${YEN_LIKE}$`).test(text)
}

function isDigit(text: string): boolean {
  return /^\d$/.test(text)
}

function join(glyphs: Glyph[], lineHeight: number): string {
  let text = ''
  let last: Glyph | null = null
  for (const glyph of glyphs) {
    if (last && glyph.from - last.to > lineHeight * 0.42) text += ' '
    text += glyph.text
    last = glyph
  }
  return fold(text).replace(/^[\s|「」_\-.']+(?=[^\d\s])|[\s|「」_]+$/g, '')
}

/** NFKC, without what it does to the marks that tills print. */
export function fold(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[‐‑–—−ー](?=\d)/g, '-')
    .replace(/[\s　]+/g, ' ')
}
