import { fold, type Line } from '../lines.ts'
import type { PlacedLine } from './features.ts'

/** How many characters a line's text may leave out of what was read, or have beside it. */
const AHEAD = 4

/** Where each letter of a line's text stands, by the characters that it was read from; evenly where there are none. */
export function placeLetters(line: Line): PlacedLine {
  const { text, left, right, top, foot } = line
  const letters = [...text]
  const even = (i: number) => left + ((i + 0.5) / letters.length) * (right - left)
  const read = charactersOf(line)
  let next = 0
  const places = letters.map((letter, i) => {
    if (!read.length) return even(i)
    if (letter === ' ') return NaN
    const at = read.slice(next, next + AHEAD).findIndex((r) => r.letter === letter)
    const found = read[Math.min(read.length - 1, next + Math.max(0, at))]!
    next = Math.min(read.length - 1, next + Math.max(0, at) + 1)
    return found.place
  })
  return {
    text,
    places: places.map((x, i) => (Number.isNaN(x) ? between(places, i, even(i)) : x)),
    left,
    right,
    top,
    foot,
  }
}

const between = (places: number[], i: number, otherwise: number) => {
  const [before, after] = [places[i - 1], places[i + 1]]
  return before === undefined || after === undefined || Number.isNaN(before) || Number.isNaN(after)
    ? otherwise
    : (before + after) / 2
}

/** The line's characters in shares of the sheet: they are kept in pixels, the line's ends in both. */
function charactersOf({ glyphs, left, right }: Line): { letter: string; place: number }[] {
  const [first, last] = [glyphs[0], glyphs.at(-1)]
  if (!first || !last || last.to <= first.from) return []
  const scale = (right - left) / (last.to - first.from)
  return glyphs.flatMap((glyph) => {
    const told = [...fold(glyph.text)].filter((c) => c !== ' ')
    const step = (glyph.to - glyph.from) / Math.max(1, told.length)
    return told.map((letter, i) => ({
      letter,
      place: left + (glyph.from + (i + 0.5) * step - first.from) * scale,
    }))
  })
}
