import type { Glyph } from './recognise-strips.ts'
import type { ReadRow } from './read-row.ts'

/** What a reader may make of a yen sign. */
const YEN_LIKE = '¥\\\\Yy半導補科和超林ホ料守'

/**
 * The first reader's characters; where the reader of Latin print was asked, numerals as it saw them. Readings are aligned
 * as strings, since no reader's character boxes are exact.
 */
export function fuseNumbers(row: ReadRow): Glyph[] {
  return row.numbers.reduce((glyphs, number) => {
    const slack = number.glyphs.length ? (number.to - number.from) / (2 * number.glyphs.length) : 0
    const inside = (g: Glyph) =>
      (g.from + g.to) / 2 > number.from - slack && (g.from + g.to) / 2 < number.to + slack
    const first = glyphs.findIndex(inside)
    const last = glyphs.findLastIndex(inside)
    if (first < 0 || !number.glyphs.some((g) => isDigit(g.text))) return glyphs
    const merged = merge(glyphs.slice(first, last + 1), number.glyphs)
    return [...glyphs.slice(0, first), ...merged, ...glyphs.slice(last + 1)]
  }, row.glyphs)
}

type Pair = { mine: Glyph | null; other: Glyph | null }

function merge(mine: Glyph[], other: Glyph[]): Glyph[] {
  const pairs = align(mine, other)
  const digitAt = (i: number) => isDigit(pairs[i]?.mine?.text ?? '') && pairs[i]?.other != null
  const firstDigit = pairs.findIndex((_, i) => digitAt(i))
  const lastDigit = pairs.findLastIndex((_, i) => digitAt(i))
  const yenSeen = pairs.findIndex((p) => p.other?.text === '¥')
  return pairs.flatMap(({ mine: m, other: o }, i): Glyph[] => {
    if (!m) {
      // The second reader adds digits more often than the first loses them, but for the one that a yen sign swallowed.
      const next = pairs[i + 1]?.other?.text
      const money = yenSeen >= 0 && i >= yenSeen && i < lastDigit && (i <= yenSeen + 1 || next === ',')
      const comma = o!.text === ',' && i > firstDigit && i < lastDigit
      return money || comma ? [o!] : []
    }
    if (!o) return [m]
    if (isDigit(m.text)) return isDigit(o.text) || (o.text === '¥' && i < lastDigit) ? [o] : [m]
    if (isYenLike(m.text) || LIKE_DIGIT.test(m.text)) return isDigit(o.text) || o.text === '¥' ? [o] : [m]
    return [m]
  })
}

const LIKE_DIGIT = /^[OoDlISsBZz|?!]$/

/** Cheapest alignment: digits want digits, signs want the same signs. */
function align(mine: Glyph[], other: Glyph[]): Pair[] {
  const rows = mine.length + 1
  const cols = other.length + 1
  const cost = new Float64Array(rows * cols)
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < cols; j++) {
      if (i === 0 || j === 0) cost[i * cols + j] = i + j
      else
        cost[i * cols + j] = Math.min(
          cost[(i - 1) * cols + j - 1]! + mismatch(mine[i - 1]!.text, other[j - 1]!.text),
          cost[(i - 1) * cols + j]! + 1,
          cost[i * cols + j - 1]! + 1,
        )
    }
  const pairs: Pair[] = []
  let i = mine.length
  let j = other.length
  while (i > 0 || j > 0) {
    const here = cost[i * cols + j]!
    if (
      i > 0 &&
      j > 0 &&
      here === cost[(i - 1) * cols + j - 1]! + mismatch(mine[i - 1]!.text, other[j - 1]!.text)
    )
      pairs.push({ mine: mine[--i]!, other: other[--j]! })
    else if (i > 0 && here === cost[(i - 1) * cols + j]! + 1) pairs.push({ mine: mine[--i]!, other: null })
    else pairs.push({ mine: null, other: other[--j]! })
  }
  return pairs.reverse()
}

function mismatch(mine: string, other: string): number {
  if (mine === other) return 0
  const a = isDigit(mine)
  const b = isDigit(other)
  if (a && b) return 0.6
  if (!a && !b) return isYenLike(mine) && other === '¥' ? 0 : 0.7
  if (b && (LIKE_DIGIT.test(mine) || isYenLike(mine))) return 0.8
  return 1.4
}

function isYenLike(text: string): boolean {
  return new RegExp(`^[${YEN_LIKE}]$`).test(text)
}

function isDigit(text: string): boolean {
  return /^[0-9０-９]$/.test(text)
}
