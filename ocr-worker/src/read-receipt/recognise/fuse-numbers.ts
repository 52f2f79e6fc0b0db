import { coreOf, dayLength, isApart, JUNK, overlap, sureTokens, textOf } from './number-token.ts'
import type { Glyph } from './recognise-strips.ts'
import type { NumberReading, ReadRow } from './recognise.ts'

/** What the Japanese model makes of a yen sign. */
export const YEN_LIKE = '¥\\\\Yy半導補科和超林ホ料守'

/**
 * The first reader's characters with the other readers' numerals: those of the model of numbers where it is sure, else
 * those of the English one. Readings are aligned as strings, since no reader's character boxes are exact; what the cut
 * caught of a neighbour (※ read as 8, a yen sign as 1) hangs over an end and is left out, unless a yen sign shows that it
 * is money.
 */
export function fuseNumbers(row: ReadRow): Glyph[] {
  const own = sureTokens(row)
  const apart = row.numbers.filter((n) => !own.some((t) => overlap(n, t) > 0.5))
  return [...apart, ...own].reduce((glyphs, number) => {
    const slack = number.glyphs.length ? (number.to - number.from) / (2 * number.glyphs.length) : 0
    const within = (g: Glyph, by: number) =>
      (g.from + g.to) / 2 > number.from - by && (g.from + g.to) / 2 < number.to + by
    // A letter that is only near belongs to the word beside the number.
    const inside = (g: Glyph) => within(g, own.includes(number) && !isNumberLike(g.text) ? 0 : slack)
    const first = glyphs.findIndex(inside)
    const last = glyphs.findLastIndex(inside)
    if (!number.glyphs.some((g) => isDigit(g.text))) return glyphs
    if (first < 0) return own.includes(number) && isApart(number) ? insert(glyphs, number) : glyphs
    const mine = glyphs.slice(first, last + 1)
    // A sum stands at the end; what is found among words is only set right where they too have digits.
    const whole = own.includes(number) && (last >= glyphs.length - 2 || isApart(number))
    const put = whole ? replace(mine, number) : merge(mine, number.glyphs)
    return [...glyphs.slice(0, first), ...put, ...glyphs.slice(last + 1)]
  }, row.glyphs)
}

/** The first reader saw nothing here. */
function insert(glyphs: Glyph[], token: NumberReading): Glyph[] {
  const after = glyphs.findIndex((g) => g.from > token.from)
  return glyphs.toSpliced(after < 0 ? glyphs.length : after, 0, ...coreOf(token).glyphs)
}

/** What is no number stays as the first reader had it. */
function replace(mine: Glyph[], token: NumberReading): Glyph[] {
  const { lead, tail, glyphs } = coreOf(token)
  // More characters than the number has: the letters before it are the end of a word.
  const extra = Math.max(0, mine.length - glyphs.length - lead - tail)
  const letters = mine.findIndex((g) => isNumberLike(g.text))
  const before = mine.slice(0, lead + Math.max(0, Math.min(extra, letters - lead)))
  const after = tail ? mine.slice(Math.max(before.length, mine.length - tail)) : []
  // The weekday in a date.
  const nearest = (g: Glyph) =>
    mine.reduce((a, b) =>
      Math.abs(b.from + b.to - g.from - g.to) < Math.abs(a.from + a.to - g.from - g.to) ? b : a,
    )
  const named = glyphs.map((g) => (g.text === JUNK ? { ...g, text: nearest(g).text } : g))
  return [...before, ...parted(named, token), ...after]
}

/** A day and a time keep their gap, wherever even spacing would have put it. */
function parted(glyphs: Glyph[], { from, to }: NumberReading): Glyph[] {
  const day = dayLength(textOf(glyphs))
  if (!day) return glyphs
  const step = (to - from) / (glyphs.length + 3)
  return glyphs.map((g, i) => {
    const left = from + (i < day ? i : i + 3) * step
    return { ...g, from: left, to: left + step }
  })
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

export function isYenLike(text: string): boolean {
  return new RegExp(`^[${YEN_LIKE}]$`).test(text)
}

function isNumberLike(text: string): boolean {
  return /^[^\p{L}]$/u.test(text) || isYenLike(text) || LIKE_DIGIT.test(text)
}

function isDigit(text: string): boolean {
  return /^[0-9０-９]$/.test(text)
}
