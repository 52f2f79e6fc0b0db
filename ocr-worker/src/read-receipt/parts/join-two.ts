import type { Line } from '../lines.ts'
import type { Overlap } from './find-overlaps.ts'
import { laidUnder, laidUpon, type Part } from './place-parts.ts'

/**
 * One part of two that share lines. In the middle of what they share, where both are away from their rims, the one's
 * lines end and the other's begin; a line that only one of them shows between two shared ones was lost in the other.
 */
export function joinAtOverlap(a: Part, b: Part, { pairs }: Overlap): Part {
  const [first, last] = [pairs[0]!, pairs.at(-1)!]
  const onTop = first[0] - first[1]
  const below = a.lines.length - 1 - last[0] - (b.lines.length - 1 - last[1])
  // One may show all of the other: the photo that reaches further is kept, or else the clearer one.
  if (onTop === 0 && below === 0) return meanConfidence(a) >= meanConfidence(b) ? a : b
  if (onTop >= 0 && below >= 0) return a
  if (onTop <= 0 && below <= 0) return b
  if (onTop < 0)
    return sewn(
      b,
      a,
      pairs.map(([i, j]) => [j, i]),
    )
  return sewn(a, b, pairs)
}

export function joinBelow(above: Part, below: Part): Part {
  return { lines: [...above.lines, ...laidUnder(above, below).lines] }
}

function sewn(top: Part, bottom: Part, pairs: readonly [number, number][]): Part {
  const above = top.lines
  const below = laidUpon(top, bottom, pairs).lines
  const middle = pairs.length >> 1
  const lines: Line[] = above.slice(0, pairs[0]![0])
  for (const [k, [i, j]] of pairs.entries()) {
    lines.push(k <= middle ? above[i]! : below[j]!)
    const [nextI, nextJ] = pairs[k + 1] ?? [i + 1, below.length]
    const [ofAbove, ofBelow] = [above.slice(i + 1, nextI), below.slice(j + 1, nextJ)]
    const [near, far] = k < middle ? [ofAbove, ofBelow] : [ofBelow, ofAbove]
    lines.push(...(near.length ? near : far))
  }
  return { lines }
}

const meanConfidence = ({ lines }: Part) => lines.reduce((sum, l) => sum + l.confidence, 0) / lines.length
