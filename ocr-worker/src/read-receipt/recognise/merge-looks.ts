import type { Glyph } from './recognise-strips.ts'

/** What it costs that a character of one look has none in the other; two that are unlike and far apart cost more. */
const ALONE = 0.6
const UNLIKE = 0.6
/** Unlike, but one of them is what the other may be. */
const DOUBTED = 0.3
/** The first look weighs more: it saw print in the proportions that the network learned. */
const FIRST = 1 / 1.8
const SECOND = 0.8 / 1.8
/** A character that one look alone saw stands if that is so much of what both could say. */
const ENOUGH_ALONE = 0.25
const OTHERS = 3

type Pair = { one?: Glyph; other?: Glyph }

/**
 * Two looks at one print as one: characters at the same place are weighed together with what else each look held
 * possible, and each is as sure as the two looks are together. `size` is a full-width character's, in pixels of the
 * sheet.
 */
export function mergeLooks(one: Glyph[], other: Glyph[], size: number): Glyph[] {
  return pairUp(one, other, size).flatMap(({ one, other }): Glyph[] => {
    if (one && other) return [weigh(one, other)]
    const alone = (one ?? other)!
    const confidence = alone.confidence * (one ? FIRST : SECOND)
    return confidence >= ENOUGH_ALONE ? [{ ...alone, confidence }] : []
  })
}

function weigh(one: Glyph, other: Glyph): Glyph {
  const chances = new Map<string, number>()
  for (const [look, weight] of [
    [one, FIRST],
    [other, SECOND],
  ] as const)
    for (const { text, confidence } of [look, ...(look.others ?? [])])
      chances.set(text, (chances.get(text) ?? 0) + confidence * weight)
  const [likeliest, ...others] = [...chances]
    .map(([text, confidence]) => ({ text, confidence }))
    .sort((a, b) => b.confidence - a.confidence)
  return { ...one, ...likeliest!, others: others.slice(0, OTHERS) }
}

/** The cheapest way to lay one row of characters beside the other. */
function pairUp(one: Glyph[], other: Glyph[], size: number): Pair[] {
  const columns = other.length + 1
  const costs = new Float64Array((one.length + 1) * columns)
  const pairCost = (i: number, j: number) =>
    costs[(i - 1) * columns + j - 1]! + distance(one[i - 1]!, other[j - 1]!, size)
  for (let i = 0; i <= one.length; i++)
    for (let j = 0; j <= other.length; j++)
      costs[i * columns + j] = Math.min(
        i && j ? pairCost(i, j) : Infinity,
        i ? costs[(i - 1) * columns + j]! + ALONE : Infinity,
        j ? costs[i * columns + j - 1]! + ALONE : Infinity,
        i || j ? Infinity : 0,
      )
  const pairs: Pair[] = []
  for (let i = one.length, j = other.length; i || j;) {
    const here = costs[i * columns + j]!
    if (i && j && here === pairCost(i, j)) pairs.push({ one: one[--i]!, other: other[--j]! })
    else if (i && here === costs[(i - 1) * columns + j]! + ALONE) pairs.push({ one: one[--i]! })
    else pairs.push({ other: other[--j]! })
  }
  return pairs.reverse()
}

function distance(one: Glyph, other: Glyph, size: number): number {
  const apart = Math.abs(one.from + one.to - other.from - other.to) / 2 / size
  if (one.text === other.text) return apart
  const isDoubt = (may: Glyph, text: string) => may.others?.some((o) => o.text === text) ?? false
  return apart + (isDoubt(one, other.text) || isDoubt(other, one.text) ? DOUBTED : UNLIKE)
}
