import type { Gray } from '../image/gray.ts'
import type { Row, Rows } from '../row.ts'
import { CHARACTER_PX } from './cut-line.ts'
import type { Engine } from './open-engine.ts'
import type { Language } from './open-line-reader.ts'
import type { Strip } from './strip.ts'
import { findNumerals } from './find-numerals.ts'
import { isAgreed, overlap } from './number-token.ts'
import { recogniseStrips, type StripText } from './recognise-strips.ts'
import type { ReadRow } from './read-row.ts'

export type Clock = { leftMs(): number }

/** Every row read once, in the shapes that its print may have; the most confident reading of a row stands. */
export async function recogniseRows(
  engine: Engine,
  sheet: Gray,
  found: Rows,
  language: Language,
  clock: Clock,
): Promise<ReadRow[]> {
  const usual = usualPrint(found)
  const shapes = found.rows.flatMap((row, index) =>
    shapesOf(row, found.lineHeight, usual).map((strip) => ({ index, strip })),
  )
  const texts = await recogniseStrips(
    engine,
    sheet,
    shapes.map((s) => s.strip),
    language,
    clock.leftMs,
  )
  return found.rows.map((row, index) => {
    const readings = texts.flatMap((text, i) =>
      shapes[i]!.index === index ? [{ text, strip: shapes[i]!.strip }] : [],
    )
    const { text, strip } = readings.reduce((a, b) => (worth(b.text) > worth(a.text) ? b : a))
    const others = readings.filter((r) => r.text !== text).map((r) => r.text.glyphs)
    return {
      top: row.top,
      foot: row.foot,
      glyphs: text.glyphs,
      confidence: text.confidence,
      strip,
      numbers: [],
      tokens: [],
      others,
    }
  })
}

/** The numerals of every row again, by the network of Latin print, where the first two readers do not agree. */
export async function recogniseNumbers(
  engine: Engine,
  sheet: Gray,
  found: Rows,
  read: ReadRow[],
  clock: Clock,
): Promise<ReadRow[]> {
  const asked = read.flatMap((row, index) =>
    findNumerals(row, found.lineHeight)
      .filter((strip) => !row.tokens.some((t) => isAgreed(row, t) && overlap(t, strip) > 0.5))
      .map((strip) => ({ index, strip })),
  )
  const strips = asked.map((a) => a.strip)
  const texts = await recogniseStrips(engine, sheet, strips, 'eng', clock.leftMs)
  return read.map((row, index) => ({
    ...row,
    numbers: texts.flatMap((t, i) =>
      asked[i]!.index === index
        ? [{ from: asked[i]!.strip.from, to: asked[i]!.strip.to, glyphs: t.glyphs, confidence: t.confidence }]
        : [],
    ),
  }))
}

function worth(text: StripText): number {
  return text.confidence - 0.5 / (text.glyphs.length + 1)
}

/** Ordinary; and for tall or wide print also squeezed or widened to the proportions that the models learned. */
function shapesOf(row: Row, lineHeight: number, usual: Usual): Strip[] {
  const height = row.foot - row.top
  const tall = height > lineHeight * 1.4
  const scale = tall ? CHARACTER_PX / height : CHARACTER_PX / lineHeight
  const plain = usual.stretch
  const shape = (stretch: number): Strip => ({
    top: row.top,
    foot: row.foot,
    from: row.runs[0]!.from,
    to: row.runs.at(-1)!.to,
    scaleY: scale,
    scaleX: scale * stretch * plain,
    runs: row.runs,
  })
  const width = middleRun(row) / usual.run
  if (tall && height < lineHeight * 3) return [shape(1), shape(Math.min(2, height / lineHeight))]
  if (!tall && width > 1.35) return [shape(1), shape(0.5)]
  return [shape(1)]
}

/** Width of an ordinary piece of ink, and how much wider characters must be made where all print is narrow. */
type Usual = { run: number; stretch: number }

const NARROW = 0.68

/** A full-width character is as wide as the line is high; where hardly one is, the whole page is in tall print. */
function usualPrint(found: Rows): Usual {
  const sorted = (values: number[]) => values.sort((a, b) => a - b)
  const runs = sorted(found.rows.map(middleRun))
  const widest = sorted(
    found.rows.map((row) => Math.max(...row.runs.map((r) => r.to - r.from)) / found.lineHeight),
  )
  const full = widest[Math.floor(widest.length * 0.7)] ?? 1
  return { run: runs[runs.length >> 1] ?? 1, stretch: full < NARROW ? Math.min(2, 0.95 / full) : 1 }
}

function middleRun(row: Row): number {
  const widths = row.runs.map((r) => r.to - r.from).sort((a, b) => a - b)
  return widths[widths.length >> 1] ?? 1
}
