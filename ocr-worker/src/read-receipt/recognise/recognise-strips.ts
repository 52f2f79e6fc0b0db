import type { Gray } from '../image/gray.ts'
import { CHARACTER_PX, cutLine, type LineCut } from './cut-line.ts'
import type { Engine } from './open-engine.ts'
import type { Letter } from './decode-steps.ts'
import type { Language } from './open-line-reader.ts'
import { settleTwins } from './settle-twins.ts'
import type { Strip } from './strip.ts'

/** One character as the recogniser saw it, in pixels of the sheet. */
export type Glyph = {
  text: string
  confidence: number
  from: number
  to: number
  /** What else it may be, likeliest first. */
  others?: { text: string; confidence: number }[]
  /** A blank between words stands before it. */
  spaced?: boolean
}

/** What one strip says: its characters from left to right, and the mean confidence (0..1). */
export type StripText = { glyphs: Glyph[]; confidence: number }

export async function recogniseStrips(
  engine: Engine,
  sheet: Gray,
  strips: Strip[],
  language: Language,
  leftMs: () => number,
): Promise<StripText[]> {
  const cuts = strips.flatMap((strip, index) => cutLine(sheet, strip).map((cut) => ({ ...cut, index })))
  const read = await engine.readLines(
    cuts.map((c) => c.image),
    language,
    leftMs,
  )
  const found: Glyph[][] = strips.map(() => [])
  read.forEach((letters, i) => {
    const { index } = cuts[i]!
    found[index]!.push(...glyphsOn(cuts[i]!, letters))
  })
  return found.map((glyphs) => {
    const sum = glyphs.reduce((s, g) => s + g.confidence, 0)
    return { glyphs, confidence: glyphs.length ? sum / glyphs.length : 0 }
  })
}

/** What the network saw in a picture, in pixels of the sheet. */
export function glyphsOn({ from, scale }: LineCut, letters: Letter[]): Glyph[] {
  return glyphsOf(letters).map((g) => ({ ...g, from: from + g.from / scale, to: from + g.to / scale }))
}

/**
 * The network tells where a character's middle is; it reaches half-way to its neighbours, and no further than its kind
 * does. A blank that the network saw stays a gap.
 */
function glyphsOf(letters: Letter[]): Glyph[] {
  const print = letters.flatMap((letter, i) =>
    letter.text === ' ' ? [] : [{ ...letter, spaced: letters[i - 1]?.text === ' ' }],
  )
  return settleTwins(print).map((letter, i) => {
    const { text, confidence, at, others, spaced } = letter
    const half = (/[\x20-\x7e¥・]/.test(text) ? 0.28 : 0.52) * CHARACTER_PX
    const before = print[i - 1]
    const after = print[i + 1]
    const reachTo = (next: Letter, parted: boolean) =>
      parted ? Math.max(1, Math.abs(next.at - at) - BLANK_PX) / 2 : Math.abs(next.at - at) / 2
    return {
      text,
      confidence,
      from: at - Math.min(half, before ? reachTo(before, spaced) : at),
      to: at + Math.min(half, after ? reachTo(after, after.spaced) : half),
      others,
      spaced,
    }
  })
}

/** As wide as a gap must be to part words. */
const BLANK_PX = 0.5 * CHARACTER_PX
