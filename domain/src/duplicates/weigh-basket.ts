import { normaliseName, similarity } from '../names/normalise-name.ts'
import type { ReadingItem } from '../receipts/reading.ts'
import type { Evidence } from './evidence.ts'

/** Names this unlike are of two goods, whatever the price. */
const UNLIKE_BELOW = 0.5

/**
 * Weighs the goods as a multiset: lines are paired by amount and name, however the names were misread. One good that
 * many buy says little; of five lines that all agree another customer is hard to imagine.
 */
export function weighBasket(a: readonly ReadingItem[], b: readonly ReadingItem[]): Evidence | null {
  if (a.length === 0 || b.length === 0) return null
  const lines = Math.max(a.length, b.length)
  const likeness = pairUp(a, b) / lines
  if (likeness >= 0.85) return { reason: 'same_basket', bits: bitsOf(lines) }
  // Half a name of a single good may be the same brand's other flavour.
  if (likeness >= 0.6) return { reason: 'like_basket', bits: lines === 1 ? -1 : 1 }
  return likeness >= 0.35 ? { reason: 'mixed_basket', bits: -1 } : { reason: 'other_basket', bits: -7 }
}

function bitsOf(lines: number): number {
  if (lines >= 5) return 5.5
  return lines >= 3 ? 4 : lines === 2 ? 3 : 1
}

/** How much of the two baskets is the same, in lines: best pairs first. */
function pairUp(a: readonly ReadingItem[], b: readonly ReadingItem[]): number {
  const pairs = a
    .flatMap((left, i) => b.map((right, j) => ({ i, j, alike: likenessOf(left, right) })))
    .sort((p, q) => q.alike - p.alike)
  const [takenA, takenB] = [new Set<number>(), new Set<number>()]
  let sum = 0
  for (const { i, j, alike } of pairs)
    if (alike > 0 && !takenA.has(i) && !takenB.has(j)) {
      takenA.add(i)
      takenB.add(j)
      sum += alike
    }
  return sum
}

function likenessOf(a: ReadingItem, b: ReadingItem): number {
  const names = similarity(normaliseName(a.name), normaliseName(b.name))
  if (a.amount !== b.amount) return names >= 0.8 ? 0.5 : 0
  // A name may be hard to read where the amount is proved by the sum.
  return names >= 0.65 ? 1 : names >= UNLIKE_BELOW ? 0.8 : 0.2
}
