import type { SignDoubt } from '@tamaru/domain'
import type { Line } from '../lines.ts'

/** What is less likely than this against what was read is no doubt. */
const LEAST_ODDS = 0.1

/** What else the letters of a name may be, by the characters of the lines that it was read from. */
export function nameDoubts(name: string, lines: Line[]): SignDoubt[] {
  const wanted = fold(name)
  for (const { glyphs } of lines) {
    // A character can be told as two: each sign keeps the one that it came from.
    const signs = glyphs.flatMap((glyph) => [...fold(glyph.text)].map((sign) => ({ sign, glyph })))
    const start = signs
      .map(({ sign }) => sign)
      .join('')
      .indexOf(wanted)
    if (wanted === '' || start < 0) continue
    const from = [
      ...signs
        .map(({ sign }) => sign)
        .join('')
        .slice(0, start),
    ].length
    return signs.slice(from, from + [...wanted].length).flatMap(({ sign, glyph }) =>
      (glyph.others ?? []).flatMap((other) => {
        const odds = Math.round((other.confidence / glyph.confidence) * 100) / 100
        const isLetter = /^\p{L}$/u.test(sign) && /^\p{L}$/u.test(fold(other.text))
        return isLetter && odds >= LEAST_ODDS
          ? [{ read: sign, may: fold(other.text), odds: Math.min(1, odds) }]
          : []
      }),
    )
  }
  return []
}

const fold = (text: string) => text.normalize('NFKC').replace(/\s/g, '')
