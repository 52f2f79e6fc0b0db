import { boxBlur } from '../image/morphology.ts'
import type { Gray } from '../image/gray.ts'
import { CHARACTER_PX, cutLine, cutStretch, type LineCut } from './cut-line.ts'
import { mergeLooks } from './merge-looks.ts'
import type { Engine } from './open-engine.ts'
import type { Clock } from './recognise.ts'
import type { ReadRow } from './read-row.ts'
import { glyphsOn, type Glyph } from './recognise-strips.ts'

/** Read more surely than this on the average, ordinary print is not looked at again. */
const SURE = 0.9
/**
 * How a stretch is shown the second time, as a share of the first. What is blurred reads better when it is small;
 * half-width kana when they are wide, since the network looks once in 8 pixels and loses one of two that are narrower
 * than three looks. Both measured on drawn receipts out of focus.
 */
const SMALLER = { across: 0.78, down: 0.78 }
const WIDENED = { across: 1.3, down: 0.85 }
/** Pixels around each to be set off from, in a picture with characters of `CHARACTER_PX`. */
const SHARPENING_PX = 6
/** Kana that stand closer than this, in full-width characters, are half-width ones; so many show it. */
const NARROW = 0.75
const LEAST_KANA = 4

/**
 * Rows whose print the network is not sure of, and half-width kana, once more: sharpened and in other proportions. What
 * the two looks say is weighed character by character.
 */
export async function lookAgain(
  engine: Engine,
  sheet: Gray,
  rows: ReadRow[],
  clock: Clock,
): Promise<ReadRow[]> {
  const doubtful = rows.flatMap((row, index) =>
    cutLine(sheet, row.strip).flatMap((cut) => {
      const first = row.glyphs.filter((glyph) => isWithin(glyph, cut))
      const shape = nextShape(first, CHARACTER_PX / cut.scale)
      if (!shape) return []
      const { scaleX, scaleY } = row.strip
      const strip = { ...row.strip, scaleX: scaleX * shape.across, scaleY: scaleY * shape.down }
      return [{ index, first, cut: cutStretch(sheet, strip, cut.stretch), size: CHARACTER_PX / scaleX }]
    }),
  )
  const looks = await engine.readLines(
    doubtful.map(({ cut }) => sharpen(cut.image)),
    'jpn',
    clock.leftMs,
  )
  const seen = rows.map((row) => row.glyphs)
  looks.forEach((letters, i) => {
    const { index, first, cut, size } = doubtful[i]!
    const merged = mergeLooks(first, glyphsOn(cut, letters), size)
    const at = seen[index]!.indexOf(first[0]!)
    seen[index] = seen[index]!.toSpliced(at, first.length, ...merged)
  })
  return rows.map((row, index) => {
    const glyphs = seen[index]!
    return glyphs === row.glyphs ? row : { ...row, glyphs, confidence: meanConfidence(glyphs) }
  })
}

function isWithin(glyph: Glyph, { stretch, scale }: LineCut): boolean {
  const middle = (glyph.from + glyph.to) / 2
  const rim = CHARACTER_PX / 2 / scale
  return middle > stretch.from - rim && middle < stretch.to + rim
}

/** The proportions of the second look, or null if there is no need of one. */
function nextShape(glyphs: Glyph[], size: number) {
  if (glyphs.length === 0) return null
  if (isHalfWidthKana(glyphs, size)) return WIDENED
  return meanConfidence(glyphs) < SURE && !isNumeral(glyphs) ? SMALLER : null
}

/** Sums, dates and numbers have a second reader of their own. */
function isNumeral(glyphs: Glyph[]): boolean {
  return glyphs.filter((glyph) => /\d/.test(glyph.text)).length >= glyphs.length / 3
}

function isHalfWidthKana(glyphs: Glyph[], size: number): boolean {
  const isKana = (glyph: Glyph) => /^[ァ-ヺー]$/u.test(glyph.text)
  const middle = (glyph: Glyph) => (glyph.from + glyph.to) / 2
  const pitches = glyphs.flatMap((glyph, i) => {
    const next = glyphs[i + 1]
    return next && isKana(glyph) && isKana(next) ? [middle(next) - middle(glyph)] : []
  })
  pitches.sort((a, b) => a - b)
  return glyphs.filter(isKana).length >= LEAST_KANA && pitches[pitches.length >> 1]! < NARROW * size
}

function meanConfidence(glyphs: Glyph[]): number {
  return glyphs.reduce((sum, glyph) => sum + glyph.confidence, 0) / (glyphs.length || 1)
}

/** What sets a pixel off from the mean around it counts twice: strokes that ran together part. */
function sharpen(image: Gray): Gray {
  const around = boxBlur(image, SHARPENING_PX)
  const data = image.data.map((value, i) => Math.max(0, Math.min(255, 2 * value - around.data[i]!)))
  return { ...image, data }
}
