import type { Bends, Quad } from './fit-quad.ts'
import type { Gray, Point } from './gray.ts'
import { middleOf } from './sheet-shape.ts'
import { traceSide, type Side } from './trace-side.ts'

/** `seen`: how many of the four sides lie on an edge that shows along most of the side. */
export type Settled = { quad: Quad; bends?: Bends; seen: number }

/** A side with its middle `bend` pixels out from the line between its ends. */
type Edge = Side & { bend: number; seen: boolean }

/**
 * Each side moved, within `reach` (in shares of the sheet's width) outwards and inwards, to where the picture is
 * brighter within than without along most of its length; a side without such an edge stays where it was. Paper curls
 * along its length, so that its left and right side may be bent.
 */
export function settleOnEdges(quad: Quad, gray: Gray, reach: number): Settled {
  const px = quad.map((p) => ({ x: p.x * (gray.width - 1), y: p.y * (gray.height - 1) })) as Quad
  const across = Math.min(distance(px[0], px[1]), distance(px[1], px[2]))
  const centre = middleOf(px)
  const edges = px.map((p, i) =>
    settle(sideOf(p, px[(i + 1) % 4]!, centre), gray, Math.round(across * reach), i % 2 === 1),
  )
  const rough = cornersOf(edges)
  // A bent side runs from corner to corner, not from where it was looked for.
  const cut = rough && edges.map((e, i) => between(e, rough[i]!, rough[(i + 1) % 4]!))
  const corners = cut && cornersOf(cut)
  if (!corners) return { quad, seen: 0 }
  const fraction = (p: Point): Point => ({ x: p.x / (gray.width - 1), y: p.y / (gray.height - 1) })
  const bendOf = ({ out, bend }: Edge) => fraction({ x: out.x * bend, y: out.y * bend })
  const [, right, , left] = cut as [Edge, Edge, Edge, Edge]
  return {
    quad: corners.map(fraction) as Quad,
    ...((left.bend || right.bend) && { bends: { left: bendOf(left), right: bendOf(right) } }),
    seen: edges.filter((e) => e.seen).length,
  }
}

const distance = (a: Point, b: Point) => Math.hypot(a.x - b.x, a.y - b.y)

function sideOf(from: Point, to: Point, centre: Point): Side {
  const length = distance(from, to) || 1
  const out = { x: (to.y - from.y) / length, y: -(to.x - from.x) / length }
  const away = out.x * ((from.x + to.x) / 2 - centre.x) + out.y * ((from.y + to.y) / 2 - centre.y)
  return { from, to, out: away < 0 ? { x: -out.x, y: -out.y } : out }
}

function settle(side: Side, gray: Gray, reach: number, curled: boolean): Edge {
  const found = traceSide(side, gray, reach, curled)
  const seen = found.share > 0.7 && found.score > 0.2
  if (!seen) return { ...side, bend: 0, seen }
  const moved = (p: Point, by: number) => ({ x: p.x + side.out.x * by, y: p.y + side.out.y * by })
  return {
    from: moved(side.from, found.from),
    to: moved(side.to, found.to),
    out: side.out,
    bend: found.bend,
    seen,
  }
}

/** The part of a bent side between the places nearest to `a` and `b`. */
function between(edge: Edge, a: Point, b: Point): Edge {
  const { from, to, out, bend } = edge
  if (!bend) return edge
  const along = { x: to.x - from.x, y: to.y - from.y }
  const share = (p: Point) =>
    ((p.x - from.x) * along.x + (p.y - from.y) * along.y) / (along.x ** 2 + along.y ** 2)
  const at = (t: number): Point => {
    const rise = 4 * bend * t * (1 - t)
    return { x: from.x + along.x * t + out.x * rise, y: from.y + along.y * t + out.y * rise }
  }
  const [t, u] = [share(a), share(b)]
  return { ...edge, from: at(t), to: at(u), bend: bend * (u - t) ** 2 }
}

/** Clockwise, the corner before each side; null where two sides never meet. */
function cornersOf(sides: Side[]): Quad | null {
  const corners = sides.map((side, i) => crossing(sides[(i + 3) % 4]!, side))
  return corners.includes(null) ? null : (corners as Quad)
}

/** Where the lines through two sides cross. */
function crossing(e: Side, f: Side): Point | null {
  const ex = e.to.x - e.from.x
  const ey = e.to.y - e.from.y
  const fx = f.to.x - f.from.x
  const fy = f.to.y - f.from.y
  const det = ex * fy - ey * fx
  if (Math.abs(det) < 1e-6) return null
  const t = ((f.from.x - e.from.x) * fy - (f.from.y - e.from.y) * fx) / det
  return { x: e.from.x + ex * t, y: e.from.y + ey * t }
}
