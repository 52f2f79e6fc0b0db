import type { Quad } from './fit-quad.ts'
import { sampleGray, type Gray, type Point } from './gray.ts'
import { middleOf } from './sheet-shape.ts'

/** `seen`: how many of the four sides lie on an edge that shows along most of the side. */
export type Settled = { quad: Quad; seen: number }

const SAMPLES = 48
/** A step of light of this share of the light counts in full; so one strong stroke can not outweigh a long faint edge. */
const FULL_STEP = 0.12
const FAINT_STEP = 0.02
/** Pixels on either side of the edge that are compared. */
const SIDE_PX = 3

type Edge = { from: Point; to: Point; seen: boolean; score: number }

/**
 * Each side moved, within `reach` (in shares of the sheet's width) outwards and inwards, to where the picture is
 * brighter within than without along most of its length; a side without such an edge stays where it was.
 */
export function settleOnEdges(quad: Quad, gray: Gray, reach: number): Settled {
  const px = quad.map((p) => ({
    x: p.x * (gray.width - 1),
    y: p.y * (gray.height - 1),
  })) as Quad
  const across = Math.min(distance(px[0], px[1]), distance(px[1], px[2]))
  const centre = middleOf(px)
  const edges = px.map((p, i) => settle(p, px[(i + 1) % 4]!, centre, gray, Math.round(across * reach)))
  const corners = edges.map((e, i) => crossing(edges[(i + 3) % 4]!, e))
  if (corners.some((c) => c === null)) return { quad, seen: 0 }
  const settled = corners.map((c) => ({
    x: c!.x / (gray.width - 1),
    y: c!.y / (gray.height - 1),
  })) as Quad
  return { quad: settled, seen: edges.filter((e) => e.seen).length }
}

const distance = (a: Point, b: Point) => Math.hypot(a.x - b.x, a.y - b.y)

function settle(a: Point, b: Point, centre: Point, gray: Gray, reach: number): Edge {
  const length = distance(a, b) || 1
  let nx = (b.y - a.y) / length
  let ny = -(b.x - a.x) / length
  if (nx * ((a.x + b.x) / 2 - centre.x) + ny * ((a.y + b.y) / 2 - centre.y) < 0) {
    nx = -nx
    ny = -ny
  }
  const low = -reach
  const high = reach
  const steps = stepsAlong(a, b, { x: nx, y: ny }, gray, low, high)
  const span = high - low + 1
  let best = { from: 0, to: 0, score: -Infinity, share: 0 }
  for (let from = low; from <= high; from++)
    for (let to = low; to <= high; to++) {
      let sum = 0
      let shown = 0
      for (let s = 0; s < SAMPLES; s++) {
        const k = Math.round(from + ((to - from) * (s + 0.5)) / SAMPLES)
        const step = steps[s * span + k - low]!
        sum += step
        if (step > FAINT_STEP) shown++
      }
      // Of two edges that show as well, the one that is nearer.
      const score = sum / SAMPLES / FULL_STEP - (0.1 * (Math.abs(from) + Math.abs(to))) / (span * 2)
      if (score > best.score) best = { from, to, score, share: shown / SAMPLES }
    }
  const seen = best.share > 0.7 && best.score > 0.2
  const [f, t] = seen ? [best.from, best.to] : [0, 0]
  return {
    from: { x: a.x + nx * f, y: a.y + ny * f },
    to: { x: b.x + nx * t, y: b.y + ny * t },
    seen,
    score: best.score,
  }
}

/** Share of the light that is lost when the side is crossed outwards, at every sample and every offset. */
function stepsAlong(a: Point, b: Point, out: Point, gray: Gray, low: number, high: number): Float32Array {
  const span = high - low + 1
  const steps = new Float32Array(SAMPLES * span)
  const light = new Float32Array(span + 2 * SIDE_PX + 1)
  for (let s = 0; s < SAMPLES; s++) {
    const t = (s + 0.5) / SAMPLES
    const x = a.x + (b.x - a.x) * t
    const y = a.y + (b.y - a.y) * t
    for (let k = 0; k < light.length; k++) {
      const d = low - SIDE_PX + k
      light[k] = sampleGray(gray, x + out.x * d, y + out.y * d)
    }
    for (let k = 0; k < span; k++) {
      let inner = 0
      let outer = 0
      for (let j = 1; j <= SIDE_PX; j++) {
        inner += light[k + SIDE_PX - j]!
        outer += light[k + SIDE_PX + j]!
      }
      const step = (inner - outer) / (inner + outer + 30)
      steps[s * span + k] = Math.max(-FULL_STEP, Math.min(FULL_STEP, step))
    }
  }
  return steps
}

/** Where the lines through two sides cross. */
function crossing(e: Edge, f: Edge): Point | null {
  const ex = e.to.x - e.from.x
  const ey = e.to.y - e.from.y
  const fx = f.to.x - f.from.x
  const fy = f.to.y - f.from.y
  const det = ex * fy - ey * fx
  if (Math.abs(det) < 1e-6) return null
  const t = ((f.from.x - e.from.x) * fy - (f.from.y - e.from.y) * fx) / det
  return { x: e.from.x + ex * t, y: e.from.y + ey * t }
}
