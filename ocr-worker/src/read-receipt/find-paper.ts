import type { Gray, Point } from './image/gray.ts'
import { blankGray } from './image/gray.ts'
import { closeGray } from './image/morphology.ts'
import { findPrint, type Print } from './find-print.ts'
import { fillHoles, labelRegions, openMask, type Region } from './image/regions.ts'
import { fitBox, fitQuad, type Quad } from './image/fit-quad.ts'
import { contains, isSheet, middleOf, overlap, polygonArea, rimContrast } from './image/sheet-shape.ts'
import type { Photo } from './load-photo.ts'

/**
 * Where the receipts lie. `papers` are the corners in fractions of the photo (clockwise from the top left), the best
 * first; empty means that no edge of a paper was seen, and the whole photo is read. `judged` is every patch that was
 * looked at, with its score, the best first.
 */
export type Papers = { papers: Paper[]; judged: (Paper & { score: number })[] }

/** `edges`: its corners are those of the sheet; otherwise they only enclose its print. */
export type Paper = { quad: Quad; edges: boolean }

type Candidate = Paper & { score: number; area: number; centre: Point }

const LEVELS = 18
const MIN_AREA = 0.04
const MAX_AREA = 0.97

/**
 * A receipt is a bright, colourless, four-sided patch. One threshold fails under a shadow or on a pale table, so many
 * are tried, and the patch that is most like a sheet of paper (fills its quadrangle, stands out at its rim) wins.
 */
export function findPaper(photo: Photo): Papers {
  if (isScan(photo.gray)) return { papers: [], judged: [] }
  const paperness = paperMap(photo.small)
  const { width, height } = paperness
  const candidates: Candidate[] = []
  for (const level of thresholds(paperness)) {
    const mask = new Uint8Array(width * height)
    for (let i = 0; i < mask.length; i++) mask[i] = paperness.data[i]! >= level ? 1 : 0
    const solid = openMask(fillHoles(mask, width, height), width, height, 2)
    for (const region of labelRegions(solid, width)) {
      const area = region.size / (width * height)
      if (area < MIN_AREA || area > MAX_AREA) continue
      const candidate = judge(region, paperness)
      if (candidate) candidates.push(candidate)
    }
  }
  const print = findPrint(photo.gray)
  const judged = [...candidates, ...printed(print)].map((c) => {
    const { share, covered } = printOn(c.quad, print)
    return { ...c, share, score: c.score * share ** 1.5 * Math.min(1, 0.15 + covered) }
  })
  judged.sort((a, b) => b.score - a.score)
  const pair = sideBySide(judged)
  return { papers: (pair ?? apart(judged)).map(({ quad, edges }) => ({ quad, edges })), judged }
}

/**
 * The print's own outline, for a sheet whose edges do not show: a candidate that any good sheet beats. Patches at the
 * photo's border are grain and shadow more often than print.
 */
function printed(print: Print): Candidate[] {
  const inner = print.regions.filter((r) => !touchesBorder(r, print))
  const parts = (inner.length ? inner : print.regions).filter((r, _, all) => r.size > all[0]!.size * 0.08)
  if (!parts.length) return []
  const pixels = Int32Array.from(parts.flatMap((r) => [...r.pixels]))
  const quad = widen(fitBox({ size: pixels.length, pixels }, print.width, print.height), 0.06, print)
  const area = polygonArea(quad)
  return [{ quad, score: 0.14 * Math.sqrt(area), area, centre: middleOf(quad), edges: false }]
}

function touchesBorder(region: Region, { width, height }: Print): boolean {
  return region.pixels.some(
    (i) => i % width < 2 || i % width > width - 3 || i < 2 * width || i >= (height - 2) * width,
  )
}

/** Share of all print that lies on the sheet, and how much of the sheet it covers. */
function printOn(quad: Quad, print: Print): { share: number; covered: number } {
  let all = 0
  let inside = 0
  for (let y = 0; y < print.height; y += 4)
    for (let x = 0; x < print.width; x += 4) {
      if (!print.mask[y * print.width + x]) continue
      all++
      if (contains(quad, { x: x / (print.width - 1), y: y / (print.height - 1) })) inside++
    }
  if (!all) return { share: 1, covered: 1 }
  return { share: inside / all, covered: (inside * 16) / (polygonArea(quad) * print.width * print.height) }
}

type Judged = Candidate & { share: number }

/**
 * Two sheets that share all the print between them, each seen at several thresholds: one quadrangle around both would
 * hold more print and would win otherwise.
 */
function sideBySide(judged: Judged[]): Judged[] | null {
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

/** Moved outwards on every side by a share of the sheet's width. */
function widen(quad: Quad, share: number, print: Print): Quad {
  const across = Math.hypot((quad[1].x - quad[0].x) * print.width, (quad[1].y - quad[0].y) * print.height)
  const c = { x: quad.reduce((s, p) => s + p.x, 0) / 4, y: quad.reduce((s, p) => s + p.y, 0) / 4 }
  return quad.map((p) => {
    const dx = (p.x - c.x) * print.width
    const dy = (p.y - c.y) * print.height
    const k = (across * share * 1.4) / (Math.hypot(dx, dy) || 1)
    return { x: p.x + (dx * k) / print.width, y: p.y + (dy * k) / print.height }
  }) as Quad
}

/** A scanner leaves pure white around the sheet, or the sheet fills the picture; no table is that white. */
function isScan({ width, height, data }: Gray): boolean {
  let white = 0
  let all = 0
  const look = (x: number, y: number) => {
    all++
    if (data[y * width + x]! >= 244) white++
  }
  for (let x = 0; x < width; x += 3) for (const y of [2, height - 3]) look(x, y)
  for (let y = 0; y < height; y += 3) for (const x of [2, width - 3]) look(x, y)
  return white > all * 0.6
}

/** Brightness less colourfulness, with print closed over so that the sheet is one patch. */
function paperMap(small: Photo['small']): Gray {
  const { width, height, rgb } = small
  const map = blankGray(width, height)
  for (let i = 0; i < width * height; i++) {
    const r = rgb[i * 3]!
    const g = rgb[i * 3 + 1]!
    const b = rgb[i * 3 + 2]!
    const light = (r * 77 + g * 150 + b * 29) >> 8
    const colour = Math.max(r, g, b) - Math.min(r, g, b)
    map.data[i] = Math.max(0, light - 0.6 * colour)
  }
  return closeGray(map, 2)
}

function thresholds(map: Gray): number[] {
  const sorted = Uint8Array.from(map.data).sort()
  const low = sorted[Math.floor(sorted.length * 0.02)]!
  const high = sorted[Math.floor(sorted.length * 0.995)]!
  return Array.from({ length: LEVELS }, (_, i) => low + ((high - low) * (i + 1)) / (LEVELS + 1)).map(
    Math.round,
  )
}

function judge(region: Region, map: Gray): Candidate | null {
  const quad = fitQuad(region, map.width, map.height)
  if (!quad || !isSheet(quad, map.width, map.height)) return null
  const inside = polygonArea(quad)
  const fit = overlap(quad, region, map.width, map.height)
  if (fit < 0.8) return null
  const contrast = rimContrast(quad, map)
  const score = fit * fit * Math.min(1, 0.1 + contrast.median / 60) * contrast.share * Math.sqrt(inside)
  return { quad, score, area: inside, centre: middleOf(quad), edges: true }
}

/** The best patch, and others beside it that do as well: a second receipt in the photo. */
function apart(candidates: Candidate[]): Candidate[] {
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
