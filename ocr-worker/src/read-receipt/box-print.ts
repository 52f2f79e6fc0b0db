import type { Candidate } from './choose-sheets.ts'
import type { Print } from './find-print.ts'
import { fitBox, type Quad } from './image/fit-quad.ts'
import type { Region } from './image/regions.ts'
import { middleOf, polygonArea } from './image/sheet-shape.ts'

/**
 * The print's own outline, for a sheet whose edges do not show: a candidate that any good sheet beats; none without
 * print. Patches at the photo's border are grain and shadow more often than print.
 */
export function boxPrint(print: Print): Candidate[] {
  const inner = print.regions.filter((r) => !touchesBorder(r, print))
  const parts = (inner.length ? inner : print.regions).filter((r, _, all) => r.size > all[0]!.size * 0.08)
  if (!parts.length) return []
  // Every fourth pixel tells the outline as well.
  const pixels = Int32Array.from(parts.flatMap((r) => Array.from(r.pixels.filter((_, k) => k % 4 === 0))))
  const quad = widen(fitBox({ size: pixels.length, pixels }, print.width, print.height), 0.06, print)
  const area = polygonArea(quad)
  return [{ quad, score: 0.14 * Math.sqrt(area), area, centre: middleOf(quad), edges: false, fit: 1 }]
}

function touchesBorder(region: Region, { width, height }: Print): boolean {
  return region.pixels.some(
    (i) => i % width < 2 || i % width > width - 3 || i < 2 * width || i >= (height - 2) * width,
  )
}

/** Moved outwards on every side by a share of the sheet's width. */
function widen(quad: Quad, share: number, print: Print): Quad {
  const across = Math.hypot((quad[1].x - quad[0].x) * print.width, (quad[1].y - quad[0].y) * print.height)
  const c = {
    x: quad.reduce((s, p) => s + p.x, 0) / 4,
    y: quad.reduce((s, p) => s + p.y, 0) / 4,
  }
  return quad.map((p) => {
    const dx = (p.x - c.x) * print.width
    const dy = (p.y - c.y) * print.height
    const k = (across * share * 1.4) / (Math.hypot(dx, dy) || 1)
    return {
      x: p.x + (dx * k) / print.width,
      y: p.y + (dy * k) / print.height,
    }
  }) as Quad
}
