import type { Line } from '../lines.ts'
import type { Glyph } from '../recognise/recognise-strips.ts'

/** A sign of a name with the character that it was read from: a character can be told as two signs. */
export type NameGlyph = { sign: string; glyph: Glyph }

/** The characters that a good's name was read from, in one line or going on in others; null where it is not all there. */
export function nameGlyphs(name: string, lines: Line[]): NameGlyph[] | null {
  const found: NameGlyph[] = []
  let wanted = fold(name)
  for (const { glyphs } of lines) {
    const signs = glyphs.flatMap((glyph) => [...fold(glyph.text)].map((sign) => ({ sign, glyph })))
    const part = partIn(signs, wanted)
    found.push(...part)
    wanted = [...wanted].slice(part.length).join('')
    if (wanted === '') return found.length ? found : null
  }
  return null
}

/** The longest beginning of the name that stands in the line; one sign alone stands in any. */
function partIn(signs: NameGlyph[], wanted: string): NameGlyph[] {
  const text = signs.map(({ sign }) => sign).join('')
  const letters = [...wanted]
  for (let length = letters.length; length > Math.min(1, letters.length - 1); length--) {
    const at = text.indexOf(letters.slice(0, length).join(''))
    if (at < 0) continue
    const from = [...text.slice(0, at)].length
    return signs.slice(from, from + length)
  }
  return []
}

export const fold = (text: string) => text.normalize('NFKC').replace(/\s/g, '')

/** The chance that every letter of a name is right, as the reader of lines weighs them; a name that it did not read so is a guess. */
export function nameSure(name: string, lines: Line[]): number {
  const found = nameGlyphs(name, lines)
  return found
    ? [...new Set(found.map(({ glyph }) => glyph))].reduce((all, g) => all * g.confidence, 1)
    : GUESSED
}

const GUESSED = 0.3
