import type { Glyph } from './recognise/recognise-strips.ts'
import { fuseNumbers } from './recognise/fuse-numbers.ts'
import { coreOf, isAgreed, sureTokens, textOf } from './recognise/number-token.ts'
import type { NumberReading, ReadRow, Token } from './recognise/read-row.ts'
import { mendMarks } from './mend-marks.ts'
import { amountsIn, type Amount, type Version } from './fields/amount.ts'
import { partWords } from './part-words.ts'
import type { Language } from './recognise/open-line-reader.ts'

/** One printed line as text, with the places that its parts came from (fractions of the sheet's width). */
export type Line = {
  /** As the reader of lines saw it, numerals that it disputes with the model of numbers as the Latin one did. NFKC, one space for each wide gap. */
  text: string
  /** As the reader of lines saw it, alone. */
  plain: string
  /** What the other readers saw, alone: the surest first. */
  numbers: string[]
  /** The number at the right end; `amount.ways` tells the other ways to read it. */
  amount: Amount | null
  /** Two readers that learned apart saw the same at the right end. */
  agreed: boolean
  /** Text left of that number. */
  label: string
  /** The characters of `text`, with what else each may be. */
  glyphs: Glyph[]
  confidence: number
  left: number
  right: number
  top: number
  foot: number
}

export type Sheet = { width: number; height: number; lineHeight: number; language?: Language }

/** Rows of characters become lines of text; nothing is dropped, however unsure it looks. */
export function toLines(rows: ReadRow[], sheet: Sheet): Line[] {
  return mendMarks(rows)
    .map((row) => toLine(row, sheet))
    .filter((line) => line.text !== '')
}

function toLine(row: ReadRow, sheet: Sheet): Line {
  const fused = fuseNumbers(row)
  // Wider print has wider gaps.
  const gap = 0.42 * Math.max(sheet.lineHeight, (row.foot - row.top) * 0.9)
  const english = sheet.language === 'eng' ? tidy(partWords(row, sheet.lineHeight)) : null
  const text = english ?? join(fused, gap)
  const plain = english ?? join(row.glyphs, gap)
  const numbers = row.numbers.map((n) => fold(n.glyphs.map((g) => g.text).join('')))
  const versions = [
    ...[plain, ...row.others.map((glyphs) => join(glyphs, gap))].map(seenBy('the reader of lines')),
    ...endTokens(row, sheet).filter(isLikely).map(numberIn).map(seenBy('the reader of numbers')),
    ...numbers.slice(-1).map(seenBy('the reader of Latin letters')),
    ...doubtsOf(row.glyphs, gap, plain === text ? 0 : OTHER_READER),
  ]
  const { amount, label } = amountsIn(text, versions)
  const first = row.glyphs[0]
  const end = row.glyphs.at(-1)
  return {
    text,
    plain,
    numbers: [
      ...new Set([
        ...sureTokens(row).map(numberIn),
        ...numbers,
        ...row.tokens.filter(isLikely).map(numberIn),
      ]),
    ],
    amount,
    agreed: endTokens(row, sheet).some((t) => isAgreed(row, t)),
    label,
    glyphs: fused,
    confidence: row.confidence,
    left: (first?.from ?? 0) / sheet.width,
    right: (end?.to ?? 0) / sheet.width,
    top: row.top / sheet.height,
    foot: row.foot / sheet.height,
  }
}

/** Odds against a reader whose word did not count: see `Way.cost`. */
const OTHER_READER = 2
/** A sum with its yen sign and its marks is no longer. */
const SUM_LENGTH = 12

const seenBy =
  (reader: string) =>
  (text: string): Version => ({
    text,
    cost: OTHER_READER,
    why: `${reader} saw it so`,
  })

/** The end of the line with one character taken for the next likeliest, as its reader weighs them. */
function doubtsOf(glyphs: Glyph[], gap: number, cost: number): Version[] {
  const start = Math.max(0, glyphs.length - SUM_LENGTH)
  return glyphs.slice(start).flatMap((glyph, i) =>
    (glyph.others ?? [])
      .filter((other) => /[\d¥,.\-※*軽]/.test(other.text))
      .map((other) => ({
        text: join(glyphs.with(start + i, { ...glyph, text: other.text }), gap),
        cost: cost + Math.max(0, Math.log(glyph.confidence / other.confidence)),
        why: `${glyph.text} may be ${other.text}`,
      })),
  )
}

/** What the model of numbers saw at the row's right end, in one cut or several. */
function endTokens(row: ReadRow, sheet: Sheet): Token[] {
  const end = Math.max(...row.tokens.map((t) => t.to))
  return row.tokens.filter((t) => t.to > end - sheet.lineHeight)
}

const isLikely = (token: NumberReading) => coreOf(token).confidence > 0.6
const numberIn = (token: NumberReading) => fold(textOf(coreOf(token).glyphs))

function join(glyphs: Glyph[], gap: number): string {
  let text = ''
  glyphs.forEach((glyph, i) => {
    const last = glyphs[i - 1]
    if (last && glyph.from - last.to > gap && !isWidePrint(glyphs, i)) text += ' '
    text += glyph.text
  })
  return tidy(text)
}

/** Digits and Latin letters of full width stand as far apart as kanji do: the gap before the letter is no blank. */
function isWidePrint(glyphs: Glyph[], i: number): boolean {
  const middle = (at: number) => (glyphs[at]!.from + glyphs[at]!.to) / 2
  const step = middle(i) - middle(i - 1)
  if (![glyphs[i - 1]!, glyphs[i]!].every((g) => /^[\p{Script=Latin}\d]$/u.test(g.text))) return false
  const steps = [
    i - 2 >= 0 ? middle(i - 1) - middle(i - 2) : null,
    i + 1 < glyphs.length ? middle(i + 1) - middle(i) : null,
  ]
  const known = steps.filter((s) => s !== null)
  // What the reader of lines tells of a place is as coarse as its steps: neighbours are taken together.
  const usual = known.reduce((sum, s) => sum + s, 0) / known.length
  return usual > step * 0.7 && usual < step * 1.4
}

/** Without what a fold or the sheet's rim leaves at the ends. */
function tidy(text: string): string {
  return fold(text).replace(/^[\s|「」_\-.']+(?=[^\d\s])|[\s|「」_]+$/g, '')
}

/** NFKC, without what it does to the marks that tills print. */
export function fold(text: string): string {
  return (
    text
      .normalize('NFKC')
      // A long vowel before a number is the word's own: サワー350.
      .replace(/[‐‑–—−](?=\d)|(?<![ァ-ヺ])ー(?=\d)/g, '-')
      .replace(/[\s　]+/g, ' ')
  )
}
