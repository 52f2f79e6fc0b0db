import type { Point } from './gray.ts'
import type { Region } from './regions.ts'

/** Corners in fractions of the photo, clockwise from the one that is top left when the long side stands upright. */
export type Quad = [Point, Point, Point, Point]

/**
 * By how much the middles of the left and the right side lie beside the straight lines between the corners, in fractions
 * of the photo: curled paper has bent sides.
 */
export type Bends = { left: Point; right: Point }

type Line = { at: number; slope: number }

/**
 * The four straight sides of a patch. Each side is fitted to the outermost pixels along it, the worst third left out,
 * so that a finger, a coin or a torn edge does not pull it.
 */
export function fitQuad(region: Region, width: number, height: number): Quad | null {
  const angle = longAxis(region, width)
  const cos = Math.cos(angle)
  const sin = Math.sin(angle)
  // (u, v): v runs along the long axis (downwards), u across it.
  const reach = Math.ceil(Math.hypot(width, height)) + 1
  const left = new Rim(reach, -1)
  const right = new Rim(reach, 1)
  const top = new Rim(reach, -1)
  const foot = new Rim(reach, 1)
  for (const i of region.pixels) {
    const x = i % width
    const y = (i - x) / width
    const u = x * cos + y * sin
    const v = -x * sin + y * cos
    left.meet(v, u)
    right.meet(v, u)
    top.meet(u, v)
    foot.meet(u, v)
  }
  const l = fitLine(left.points())
  const r = fitLine(right.points())
  const t = fitLine(top.points())
  const f = fitLine(foot.points())
  if (!l || !r || !t || !f) return null
  const corner = (side: Line, cap: Line): Point => {
    // u = side.at + side.slope * v, v = cap.at + cap.slope * u
    const v = (cap.at + cap.slope * side.at) / (1 - cap.slope * side.slope)
    const u = side.at + side.slope * v
    return { x: (u * cos - v * sin) / (width - 1), y: (u * sin + v * cos) / (height - 1) }
  }
  const quad: Quad = [corner(l, t), corner(r, t), corner(r, f), corner(l, f)]
  const sane = quad.every((p) => p.x > -0.15 && p.x < 1.15 && p.y > -0.15 && p.y < 1.15)
  return sane ? quad : null
}

/** The outermost value (the least for sign -1, the greatest for 1) at every rounded key from -reach to reach. */
class Rim {
  private readonly values: Float64Array
  private readonly reach: number
  private readonly sign: 1 | -1

  constructor(reach: number, sign: 1 | -1) {
    this.values = new Float64Array(2 * reach + 1).fill(-sign * Infinity)
    this.reach = reach
    this.sign = sign
  }

  meet(key: number, value: number): void {
    const k = Math.round(key) + this.reach
    if ((value - this.values[k]!) * this.sign > 0) this.values[k] = value
  }

  points(): [number, number][] {
    const points: [number, number][] = []
    for (let k = 0; k < this.values.length; k++)
      if (Number.isFinite(this.values[k]!)) points.push([k - this.reach, this.values[k]!])
    return points
  }
}

/** The upright box along a patch's long axis that leaves out its outermost half percent: for ragged patches. */
export function fitBox(region: Region, width: number, height: number): Quad {
  const angle = longAxis(region, width)
  const cos = Math.cos(angle)
  const sin = Math.sin(angle)
  const us = new Float32Array(region.size)
  const vs = new Float32Array(region.size)
  region.pixels.forEach((i, k) => {
    const x = i % width
    const y = Math.floor(i / width)
    us[k] = x * cos + y * sin
    vs[k] = -x * sin + y * cos
  })
  us.sort()
  vs.sort()
  const cut = Math.floor(us.length * 0.005)
  const [u0, u1, v0, v1] = [us[cut]!, us[us.length - 1 - cut]!, vs[cut]!, vs[vs.length - 1 - cut]!]
  const corner = (u: number, v: number): Point => ({
    x: (u * cos - v * sin) / (width - 1),
    y: (u * sin + v * cos) / (height - 1),
  })
  return [corner(u0, v0), corner(u1, v0), corner(u1, v1), corner(u0, v1)]
}

/** Angle that turns the photo so that the patch's long axis stands upright, by second moments, in (-90°, 90°]. */
function longAxis(region: Region, width: number): number {
  let sx = 0
  let sy = 0
  for (const i of region.pixels) {
    sx += i % width
    sy += Math.floor(i / width)
  }
  const mx = sx / region.size
  const my = sy / region.size
  let xx = 0
  let yy = 0
  let xy = 0
  for (const i of region.pixels) {
    const dx = (i % width) - mx
    const dy = Math.floor(i / width) - my
    xx += dx * dx
    yy += dy * dy
    xy += dx * dy
  }
  // The axis of a nearly square patch says little; its sides are taken to lie along the photo's.
  if (Math.hypot(xx - yy, 2 * xy) / (xx + yy) < 0.12) return 0
  const axis = 0.5 * Math.atan2(2 * xy, xx - yy)
  const upright = axis - Math.PI / 2
  return upright <= -Math.PI / 2 ? upright + Math.PI : upright
}

/** Line through the points (key, value), refitted without the third that lies farthest off. */
function fitLine(points: [number, number][]): Line | null {
  let kept = points
  if (kept.length < 12) return null
  const trim = Math.floor(kept.length * 0.06)
  kept = kept.slice(trim, kept.length - trim)
  let line = theilSen(kept)
  for (let round = 0; round < 2; round++) {
    const off = (p: [number, number]) => Math.abs(p[1] - line.at - line.slope * p[0])
    const limit = kept.map(off).sort((a, b) => a - b)[Math.floor(kept.length * 0.66)]!
    line = leastSquares(kept.filter((p) => off(p) <= Math.max(limit, 0.8)))
  }
  return line
}

function theilSen(points: [number, number][]): Line {
  const half = points.length >> 1
  const slopes: number[] = []
  for (let i = 0; i < points.length - half; i++) {
    const a = points[i]!
    const b = points[i + half]!
    slopes.push((b[1] - a[1]) / (b[0] - a[0]))
  }
  const slope = median(slopes)
  return { slope, at: median(points.map((p) => p[1] - slope * p[0])) }
}

function leastSquares(points: [number, number][]): Line {
  const n = points.length
  const mx = points.reduce((s, p) => s + p[0], 0) / n
  const my = points.reduce((s, p) => s + p[1], 0) / n
  const sxx = points.reduce((s, p) => s + (p[0] - mx) ** 2, 0)
  const sxy = points.reduce((s, p) => s + (p[0] - mx) * (p[1] - my), 0)
  const slope = sxx ? sxy / sxx : 0
  return { slope, at: my - slope * mx }
}

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[sorted.length >> 1] ?? 0
}
