import type { Bends, Quad } from './image/fit-quad.ts'
import type { Point } from './image/gray.ts'
import { contains } from './image/sheet-shape.ts'

/** `edges`: its corners are those of the sheet; otherwise they only enclose its print. Without `bends`, straight. */
export type Paper = { quad: Quad; bends?: Bends; edges: boolean }

/** A patch that may be a sheet: `fit` is how well it fills its quadrangle, `area` its share of the photo. */
export type Candidate = Paper & { score: number; area: number; centre: Point; fit: number }

/** `share` of all the photo's print lies on it. */
export type Judged = Candidate & { share: number }

/**
 * Two sheets that share all the print between them, each seen at several thresholds: one quadrangle around both would
 * hold more print and would win otherwise.
 */
export function sideBySide(judged: Judged[]): Judged[] | null {
  const half = judged.filter((c) => c.edges && c.share > 0.2 && c.share < 0.8 && c.score > 0.06)
  const seen = (c: Judged) =>
    half.filter((o) => contains(c.quad, o.centre) && Math.abs(o.area - c.area) < c.area * 0.15)
  for (const a of half) {
    const b = half.find(
      (o) => !contains(a.quad, o.centre) && !contains(o.quad, a.centre) && a.share + o.share > 0.85,
    )
    if (b && seen(a).length >= 3 && seen(b).length >= 3) return [a, b]
  }
  return null
}

/** The best patch, and others beside it that do as well: a second receipt in the photo. */
export function apart(candidates: Candidate[]): Candidate[] {
  const best = candidates[0]
  if (!best) return []
  const kept = [best]
  for (const c of candidates) {
    if (c.score < best.score * 0.5 || c.area < best.area * 0.25) continue
    const far = kept.every((k) => !contains(k.quad, c.centre) && !contains(c.quad, k.centre))
    if (far) kept.push(c)
  }
  return kept
}
