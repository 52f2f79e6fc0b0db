import type { SignDoubt } from '@tamaru/domain'
import type { Line } from '../lines.ts'
import { fold, nameGlyphs } from './name-glyphs.ts'

/** What is less likely than this against what was read is no doubt. */
const LEAST_ODDS = 0.1

/** What else the letters of a name may be, by the characters of the lines that it was read from. */
export function nameDoubts(name: string, lines: Line[]): SignDoubt[] {
  return (nameGlyphs(name, lines) ?? []).flatMap(({ sign, glyph }) =>
    (glyph.others ?? []).flatMap((other) => {
      const odds = Math.round((other.confidence / glyph.confidence) * 100) / 100
      const isLetter = /^\p{L}$/u.test(sign) && /^\p{L}$/u.test(fold(other.text))
      return isLetter && odds >= LEAST_ODDS
        ? [{ read: sign, may: fold(other.text), odds: Math.min(1, odds) }]
        : []
    }),
  )
}
