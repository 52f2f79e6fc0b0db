import { marksOfEach, type Marks } from '../receipts/reading.ts'
import type { Evidence } from './evidence.ts'

/**
 * Bits of 256 in which two photos' marks may differ. The same photo, saved anew, sized or lit differently, has up to 14
 * others, and up to 22 where the light is so changed that its bright parts are lost; two photos of one receipt, or of
 * two on one table, at least 58 (docs/adr/016).
 */
const SAME_PHOTO = 16
const LIKE_PHOTO = 28

/**
 * Weighs whether both are one photo, whatever is said to stand on it: what was changed on it since does not make it
 * another. Of receipts in several photos the two that are most alike speak.
 */
export function weighMarks(a: Marks, b: Marks): Evidence | null {
  const [ours, theirs] = [a, b].map((marks) => marksOfEach(marks).flatMap(({ photo }) => photo ?? []))
  if (!ours!.length || !theirs!.length) return null
  const apart = Math.min(...ours!.flatMap((one) => theirs!.map((other) => countDifferentBits(one, other))))
  if (apart <= SAME_PHOTO) return { reason: 'same_photo', bits: 17 }
  return apart <= LIKE_PHOTO ? { reason: 'like_photo', bits: 10 } : null
}

/** Counts the bits in which two marks of equal length, in hex, differ. */
export function countDifferentBits(a: string, b: string): number {
  let count = 0
  for (let i = 0; i < a.length; i++) {
    const differing = parseInt(a[i]!, 16) ^ parseInt(b[i]!, 16)
    for (let rest = differing; rest; rest &= rest - 1) count++
  }
  return count
}
