import type { Line } from '../lines.ts'
import { compareLines, type Likeness } from './compare-lines.ts'

/** Lines that two photos share, by their places from the top, in order. */
export type Overlap = {
  pairs: [a: number, b: number][]
  /** How much the shared lines tell, together. */
  weight: number
  /** More than lines that may have been printed twice. */
  strong: boolean
}

/** All ways in which two photos may show a stretch in common, the likeliest first; and whether they are of two receipts. */
export type Meeting = { overlaps: Overlap[]; apart: boolean }

/** What it costs that a line of the one is missing in the other, or has other numbers there. */
const SKIP = 0.4
const GAINSAID = 0.6

const LEAST = 0.8
const STRONG = 2.5
/** Of the lines that lie in the stretch, as the photo shows it that has fewer there, so many are shared. */
const SHARED = 0.7
/** So many shared lines may have a digit misread. */
const MISREAD = 0.15
/** The sheet's rim cuts through a line, and what is left of it is read as something. */
const RIM = 2

/**
 * Where two photos show the same lines in the same order: a stretch that reaches the rim of the one and of the other, or
 * all of one. Found as sequences are (Needleman and Wunsch 1970), with free ends.
 */
export function findOverlaps(a: readonly Line[], b: readonly Line[]): Meeting {
  const like = a.map((line) => b.map((other) => compareLines(line, other)))
  const score = like.map((row) => row.map(() => 0))
  const at = (i: number, j: number) => (i < 0 || j < 0 ? 0 : score[i]![j]!)
  for (const [i, row] of like.entries())
    for (const [j, likeness] of row.entries())
      score[i]![j] = Math.max(at(i - 1, j - 1) + worth(likeness), at(i - 1, j) - SKIP, at(i, j - 1) - SKIP)
  const ends = [
    ...b.map((_, j) => [a.length - 1, j] as const),
    ...a.map((_, i) => [i, b.length - 1] as const),
  ]
  const found = new Map<string, { score: number; path: [number, number][] }>()
  for (const [i, j] of ends) {
    const path = traceBack(i, j)
    const key = path.join(' ')
    if (path.length && at(i, j) > (found.get(key)?.score ?? -Infinity))
      found.set(key, { score: at(i, j), path })
  }
  const judged = [...found.values()]
    .sort((one, other) => other.score - one.score)
    .map(({ path }) => judge(path))
  return {
    overlaps: judged.flatMap((overlap) => (overlap === null || overlap === 'apart' ? [] : [overlap])),
    apart: judged[0] === 'apart',
  }

  /** The lines that are told to be one another on the cheapest way to here. */
  function traceBack(i: number, j: number): [number, number][] {
    const path: [number, number][] = []
    while (i >= 0 && j >= 0) {
      const here = at(i, j)
      if (near(here, at(i - 1, j - 1) + worth(like[i]![j]!))) path.unshift([i--, j--])
      else if (near(here, at(i - 1, j) - SKIP)) i--
      else j--
    }
    return path
  }

  function judge(path: [number, number][]): Overlap | 'apart' | null {
    const likenesses = path.map(([i, j]) => like[i]![j]!)
    const pairs = path.filter((_, k) => likenesses[k]!.kind === 'same')
    const weights = likenesses.flatMap((one) => (one.kind === 'same' ? [one.weight] : []))
    const weight = weights.reduce((sum, one) => sum + one, 0)
    const gainsaid = path.length - pairs.length
    // The same good over and over shows no more than one of it does.
    const told = new Map(pairs.map(([i], k) => [a[i]!.text, weights[k]!]))
    const distinct = [...told.values()].reduce((sum, one) => sum + one, 0)
    const decisive = likenesses.some((one) => one.kind === 'gainsaid' && one.decisive)
    if (distinct >= STRONG && decisive) return 'apart'
    const consistent = gainsaid <= Math.max(1, MISREAD * pairs.length)
    const whole = pairs.length >= SHARED * Math.min(...spans(path))
    if (weight < LEAST || !whole || !consistent) return null
    return { pairs, weight, strong: distinct >= STRONG }
  }

  /** Lines of each photo that lie in the stretch: from the first shared one to the last, and on to the rim that it meets. */
  function spans(path: [number, number][]): [number, number] {
    const [[i, j], [m, n]] = [path[0]!, path.at(-1)!]
    const above = Math.max(0, Math.min(i, j) - RIM)
    const below = Math.max(0, Math.min(a.length - 1 - m, b.length - 1 - n) - RIM)
    return [above + m - i + 1 + below, above + n - j + 1 + below]
  }
}

const worth = (likeness: Likeness): number =>
  likeness === null ? -Infinity : likeness.kind === 'same' ? likeness.weight : -GAINSAID

const near = (one: number, other: number) => Math.abs(one - other) < 1e-9
