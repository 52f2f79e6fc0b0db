import type { Bends, Quad } from './fit-quad.ts'
import { blankGray, sampleCubic, type Gray, type Point } from './gray.ts'

/** The quadrangle, whose sides may be bent, seen straight on, as `width` x `height` pixels. */
export function warpQuad(image: Gray, quad: Quad, width: number, height: number, bends?: Bends): Gray {
  const px = quad.map((p) => ({ x: p.x * (image.width - 1), y: p.y * (image.height - 1) })) as Quad
  const [a, b, c, d, e, f, g, h] = unitSquareTo(px)
  const { left, right } = bends ?? { left: { x: 0, y: 0 }, right: { x: 0, y: 0 } }
  const out = blankGray(width, height)
  for (let y = 0; y < height; y++) {
    const v = (y + 0.5) / height
    // Each side is a parabola; every row between them is moved by its share of both.
    const rise = 4 * v * (1 - v)
    const [ax, ay] = [left.x * (image.width - 1) * rise, left.y * (image.height - 1) * rise]
    const [bx, by] = [
      (right.x - left.x) * (image.width - 1) * rise,
      (right.y - left.y) * (image.height - 1) * rise,
    ]
    for (let x = 0; x < width; x++) {
      const u = (x + 0.5) / width
      const w = g * u + h * v + 1
      out.data[y * width + x] = Math.round(
        sampleCubic(image, (a * u + b * v + c) / w + ax + bx * u, (d * u + e * v + f) / w + ay + by * u),
      )
    }
  }
  return out
}

/** Projective map from the unit square to four corners (Heckbert 1989, "square to quadrilateral"). */
function unitSquareTo([p0, p1, p2, p3]: Quad): [
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
] {
  const sx = p0.x - p1.x + p2.x - p3.x
  const sy = p0.y - p1.y + p2.y - p3.y
  const dx1 = p1.x - p2.x
  const dx2 = p3.x - p2.x
  const dy1 = p1.y - p2.y
  const dy2 = p3.y - p2.y
  const det = dx1 * dy2 - dx2 * dy1 || 1e-9
  const g = (sx * dy2 - dx2 * sy) / det
  const h = (dx1 * sy - sx * dy1) / det
  return [
    p1.x - p0.x + g * p1.x,
    p3.x - p0.x + h * p3.x,
    p0.x,
    p1.y - p0.y + g * p1.y,
    p3.y - p0.y + h * p3.y,
    p0.y,
    g,
    h,
  ]
}

/** Mean side lengths of a quadrangle in pixels of its photo: [across, along]. */
export function quadSize(image: { width: number; height: number }, quad: Quad): [number, number] {
  const side = (p: Point, q: Point) => Math.hypot((p.x - q.x) * image.width, (p.y - q.y) * image.height)
  return [
    (side(quad[0], quad[1]) + side(quad[3], quad[2])) / 2,
    (side(quad[0], quad[3]) + side(quad[1], quad[2])) / 2,
  ]
}
