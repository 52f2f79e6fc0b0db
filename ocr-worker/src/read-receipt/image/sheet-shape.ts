import type { Quad } from './fit-quad.ts'
import type { Gray, Point } from './gray.ts'
import type { Region } from './regions.ts'

const RIM_PX = 5

export function middleOf(quad: Quad): Point {
  return { x: (quad[0].x + quad[2].x) / 2, y: (quad[0].y + quad[2].y) / 2 }
}

/** A sheet seen by a camera keeps its opposite sides nearly equal and its corners nearly square. */
export function isSheet(quad: Quad, width: number, height: number): boolean {
  const sides = quad.map((p, i) => {
    const q = quad[(i + 1) % 4]!
    return { x: (q.x - p.x) * width, y: (q.y - p.y) * height }
  })
  const length = (s: Point) => Math.hypot(s.x, s.y)
  const even = (a: Point, b: Point) => Math.min(length(a), length(b)) / Math.max(length(a), length(b), 1)
  if (even(sides[0]!, sides[2]!) < 0.65 || even(sides[1]!, sides[3]!) < 0.65) return false
  return sides.every((a, i) => {
    const b = sides[(i + 1) % 4]!
    return Math.abs(a.x * b.x + a.y * b.y) / (length(a) * length(b) || 1) < 0.35
  })
}

/** Intersection over union of the patch and its quadrangle. */
export function overlap(quad: Quad, region: Region, width: number, height: number): number {
  let both = 0
  const p = { x: 0, y: 0 }
  for (const i of region.pixels) {
    p.x = (i % width) / (width - 1)
    p.y = Math.floor(i / width) / (height - 1)
    if (contains(quad, p)) both++
  }
  return both / (polygonArea(quad) * width * height + region.size - both)
}

/**
 * `share` of the whole rim that is brighter inside; of its `weakest` side within the photo, the share that stands out as
 * the rest of the rim does, both in itself and against the light that falls there.
 */
export type RimContrast = { median: number; share: number; weakest: number }

/**
 * How much the patch is brighter just inside its rim than just outside it. A side that leaves the photo shows nothing
 * and so counts against the patch a little; otherwise the whole photo would always win.
 */
export function rimContrast(quad: Quad, map: Gray): RimContrast {
  const cx = quad.reduce((s, p) => s + p.x, 0) / 4
  const cy = quad.reduce((s, p) => s + p.y, 0) / 4
  const steps: number[] = []
  let asked = 0
  const sides: number[][] = []
  for (let side = 0; side < 4; side++) {
    const a = quad[side]!
    const b = quad[(side + 1) % 4]!
    const out = outward(a, b, { x: cx, y: cy }, map)
    const stands: number[] = []
    for (let t = 0.05; t < 1; t += 0.05) {
      asked++
      const x = (a.x + (b.x - a.x) * t) * (map.width - 1)
      const y = (a.y + (b.y - a.y) * t) * (map.height - 1)
      const at = (k: number) => {
        const px = Math.round(x + out.x * k)
        const py = Math.round(y + out.y * k)
        return px < 0 || py < 0 || px >= map.width || py >= map.height ? null : map.data[py * map.width + px]!
      }
      const outer = at(RIM_PX)
      const inner = at(-RIM_PX)
      if (outer === null || inner === null) continue
      steps.push(inner - outer)
      stands.push((Math.max(0, inner - outer) * (inner - outer)) / (inner + outer + 1))
    }
    if (stands.length > 6) sides.push(stands)
  }
  if (steps.length < 20) return { median: 0, share: 0, weakest: 0 }
  steps.sort((p, q) => p - q)
  const usual = sides.flat().sort((p, q) => p - q)[steps.length >> 1] ?? 0
  const weakest = Math.min(1, ...sides.map((s) => s.filter((v) => v > usual * 0.3).length / s.length))
  return {
    median: steps[steps.length >> 1]!,
    share: steps.filter((s) => s > 5).length / asked,
    weakest,
  }
}

/** Unit step in pixels that leaves the quadrangle across the side a–b. */
function outward(a: Point, b: Point, centre: Point, map: Gray): Point {
  const dx = (b.x - a.x) * map.width
  const dy = (b.y - a.y) * map.height
  const n = Math.hypot(dx, dy) || 1
  const out = { x: dy / n, y: -dx / n }
  const away =
    ((a.x + b.x) / 2 - centre.x) * map.width * out.x + ((a.y + b.y) / 2 - centre.y) * map.height * out.y
  return away >= 0 ? out : { x: -out.x, y: -out.y }
}

export function polygonArea(quad: Quad): number {
  let sum = 0
  for (let i = 0; i < 4; i++) {
    const a = quad[i]!
    const b = quad[(i + 1) % 4]!
    sum += a.x * b.y - b.x * a.y
  }
  return Math.abs(sum) / 2
}

export function contains(quad: Quad, p: Point): boolean {
  let sign = 0
  for (let i = 0; i < 4; i++) {
    const a = quad[i]!
    const b = quad[(i + 1) % 4]!
    const cross = (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x)
    if (cross !== 0 && sign !== 0 && Math.sign(cross) !== sign) return false
    sign = Math.sign(cross) || sign
  }
  return true
}
