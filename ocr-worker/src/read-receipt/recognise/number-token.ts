import type { Glyph } from './recognise-strips.ts'
import type { NumberReading, ReadRow } from './read-row.ts'

/** What the model of numbers says for a letter that is no part of a number. */
export const JUNK = '■'
/** Less sure than this, a reading is a candidate and no more. */
const SURE = 0.85

/** What tills print: a sum, a count, a rate, a moment, a telephone or a registration number. */
const SUM = '¥?-?(?:\\d{1,3}(?:[,.]\\d{3})+|\\d{1,7})'
const SHAPES = [
  new RegExp(`^[(*※@×軽内外]{0,2}-?${SUM}(?:円|点|個|コ)?[)※*軽内外%-]{0,2}$`),
  new RegExp(`^[(@]{0,2}${SUM}(?:点|個|コ)?×[@¥]{0,2}${SUM}(?:点|個|コ)?\\)?$`),
  new RegExp(`^\\d{1,3}(?:点|個|コ)[×@]{1,2}${SUM}\\)?$`),
  /^\(?[内外]?\d{1,2}(?:\.\d)?%\)?$/,
  /^\d{2,4}[/.年-]\d{1,2}[/.月-]\d{1,2}日?(?:\(■?\)?)?(?:\d{1,2}[:時]\d\d(?:[:分]\d{0,2})?)?$/,
  /^\)?\d{1,2}[:時]\d\d(?:[:分]\d{0,2})?$/,
  /^\(?0\d{1,4}[-()]\d{1,4}[-()]\d{4}$/,
  /^#?\d{1,8}$/,
  /^T?\d{13}$/,
]

export type Core = {
  glyphs: Glyph[]
  /** Of the least sure character; 0 if this is nothing that a till prints as a number. */
  confidence: number
}

/** The number itself, without the signs for what stands beside it. */
export function coreOf(token: NumberReading): Core {
  const first = token.glyphs.findIndex((g) => g.text !== JUNK)
  const last = token.glyphs.findLastIndex((g) => g.text !== JUNK)
  const glyphs = first < 0 ? [] : token.glyphs.slice(first, last + 1)
  const shaped = SHAPES.some((shape) => shape.test(textOf(glyphs)))
  return { glyphs, confidence: shaped ? Math.min(...glyphs.map((g) => g.confidence)) : 0 }
}

export function isSure(token: NumberReading): boolean {
  return coreOf(token).confidence >= SURE
}

/** Of readings of the same place the surest; none that is not sure, none that both other readers gainsay. */
export function sureTokens(row: ReadRow): NumberReading[] {
  const sure = row.tokens
    .filter((t) => isSure(t) && !isOverruled(row, t))
    .sort((a, b) => coreOf(b).confidence - coreOf(a).confidence)
  return sure.filter((t, i) => !sure.slice(0, i).some((o) => overlap(t, o) > 0.3))
}

/** Two readers that learned apart and say the same are right. */
export function isAgreed(row: ReadRow, token: NumberReading): boolean {
  return isSure(token) && digitsOf(coreOf(token).glyphs) === digitsOf(firstReading(row, token))
}

/** The two other readers agree, on as many digits or on one less at the end: a mark after a sum looks like a one. */
function isOverruled(row: ReadRow, token: NumberReading): boolean {
  const own = digitsOf(coreOf(token).glyphs)
  const first = digitsOf(firstReading(row, token))
  const alike = first.length === own.length || own.slice(0, -1) === first
  if (first === own || first === '' || !alike) return false
  // The reader of Latin print takes what stands before a number for one more digit.
  return row.numbers.some(
    (n) => overlap(n, token) > 0.5 && digitsOf(n.glyphs).replace(/^1(?=0)/, '') === first,
  )
}

function firstReading(row: ReadRow, { from, to, glyphs }: NumberReading): Glyph[] {
  const slack = (to - from) / (2 * glyphs.length || 1)
  return row.glyphs.filter((g) => (g.from + g.to) / 2 > from - slack && (g.from + g.to) / 2 < to + slack)
}

/** Share of the narrower of the two. */
export function overlap(a: { from: number; to: number }, b: { from: number; to: number }): number {
  return (Math.min(a.to, b.to) - Math.max(a.from, b.from)) / Math.min(a.to - a.from, b.to - b.from)
}

export const textOf = (glyphs: Glyph[]) => glyphs.map((g) => g.text).join('')
const digitsOf = (glyphs: Glyph[]) => textOf(glyphs.filter((g) => /\d/.test(g.text)))
