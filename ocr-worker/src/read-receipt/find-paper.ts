import type { Gray, Point } from './image/gray.ts'
import { blankGray } from './image/gray.ts'
import { apart, sideBySide, type Candidate, type Judged, type Paper } from './choose-sheets.ts'
import { closeGray } from './image/morphology.ts'
import { findPrint, type Print } from './find-print.ts'
import { fillHoles, labelRegions, openMask, type Region } from './image/regions.ts'
import { partJoined } from './image/part-joined.ts'
import { settleOnEdges } from './image/settle-on-edges.ts'
import { fitBox, fitQuad, type Quad } from './image/fit-quad.ts'
import { contains, isSheet, middleOf, overlap, polygonArea, rimContrast } from './image/sheet-shape.ts'
import type { Photo } from './load-photo.ts'

/**
 * Where the receipts lie. `papers` are the corners in fractions of the photo (clockwise from the top left), the best
 * first; empty means that no edge of a paper was seen, and the whole photo is read. `judged` is every patch that was
 * looked at, with its score: those taken first, then the rest, the best first.
 */
export type Papers = { papers: Paper[]; judged: (Paper & { score: number })[] }

const LEVELS = 18
const MIN_AREA = 0.04
const MAX_AREA = 0.97
/** A patch that fills its quadrangle less well than this may be two sheets. */
const ONE_SHEET = 0.9
/** Where all the picture may be one sheet, a patch with a lower score is none. */
const FAINT = 0.1

/**
 * A receipt is a bright, colourless, four-sided patch. One threshold fails under a shadow or on a pale table, so many
 * are tried, and the patch that is most like a sheet of paper (fills its quadrangle, stands out at its rim) wins.
 */
export function findPaper(photo: Photo): Papers {
  if (isScan(photo.gray)) return { papers: [], judged: [] }
  const paperness = paperMap(photo.small)
  const { width, height } = paperness
  const candidates: Candidate[] = []
  const parts: Candidate[] = []
  for (const level of thresholds(paperness)) {
    const mask = new Uint8Array(width * height)
    for (let i = 0; i < mask.length; i++) mask[i] = paperness.data[i]! >= level ? 1 : 0
    const solid = openMask(fillHoles(mask, width, height), width, height, 2)
    for (const region of labelRegions(solid, width)) {
      const area = region.size / (width * height)
      if (area < MIN_AREA || area > MAX_AREA) continue
      const candidate = seenAs(region, paperness)
      if (candidate) candidates.push(candidate)
      if ((!candidate || candidate.fit < ONE_SHEET) && !isGround(region, width, height))
        for (const part of partJoined(region, width).flat()) {
          const found = seenAs(part, paperness)
          if (found && found.fit > ONE_SHEET) parts.push(found)
        }
    }
  }
  const print = findPrint(photo.gray)
  const marks = marksOf(print)
  const judge = (c: Candidate): Judged => {
    const { share, covered } = printOn(c.quad, marks, print)
    return {
      ...c,
      share,
      score: c.score * share ** 1.5 * Math.min(1, 0.15 + covered),
    }
  }
  const judged = [...candidates, ...printed(print)].map(judge).sort((a, b) => b.score - a.score)
  const pair = sideBySide([...judged, ...parts.map(judge)])
  const chosen = pair ?? apart(judged)
  const papers = chosen.map((c) => settle(c, print))
  const standsOut = judged[0]?.edges && judged[0].score > FAINT
  const lies = papers.some((p) => p.edges && isWithin(p.quad))
  if (isFilled(paperness) && !standsOut && !lies) return { papers: [], judged }
  const rest = judged.filter((c) => !chosen.includes(c))
  return { papers, judged: [...papers.map((p, i) => ({ ...p, score: chosen[i]!.score })), ...rest] }
}

/** Touches more than two of the photo's borders: the table. */
function isGround({ pixels }: Region, width: number, height: number): boolean {
  const borders = [0, 0, 0, 0]
  for (const i of pixels) {
    const x = i % width
    if (x < 2) borders[0] = 1
    if (x > width - 3) borders[1] = 1
    if (i < 2 * width) borders[2] = 1
    if (i >= (height - 2) * width) borders[3] = 1
  }
  return borders.reduce((a, b) => a + b) > 2
}

/** Corners from print become those of the sheet if edges show around it. */
function settle({ quad, edges }: Paper, print: Print): Paper {
  const { quad: settled, seen } = settleOnEdges(quad, print.gray, edges ? 0.12 : 0.25)
  if (!isSheet(settled, print.width, print.height)) return { quad, edges }
  return { quad: settled, edges: edges || seen >= 3 }
}

/**
 * The print's own outline, for a sheet whose edges do not show: a candidate that any good sheet beats. Patches at the
 * photo's border are grain and shadow more often than print.
 */
function printed(print: Print): Candidate[] {
  const inner = print.regions.filter((r) => !touchesBorder(r, print))
  const parts = (inner.length ? inner : print.regions).filter((r, _, all) => r.size > all[0]!.size * 0.08)
  if (!parts.length) return []
  // Every fourth pixel tells the outline as well.
  const pixels = Int32Array.from(parts.flatMap((r) => Array.from(r.pixels.filter((_, k) => k % 4 === 0))))
  const quad = widen(fitBox({ size: pixels.length, pixels }, print.width, print.height), 0.06, print)
  const area = polygonArea(quad)
  return [
    {
      quad,
      score: 0.14 * Math.sqrt(area),
      area,
      centre: middleOf(quad),
      edges: false,
      fit: 1,
    },
  ]
}

function touchesBorder(region: Region, { width, height }: Print): boolean {
  return region.pixels.some(
    (i) => i % width < 2 || i % width > width - 3 || i < 2 * width || i >= (height - 2) * width,
  )
}

/**
 * Share of all print that lies on the sheet, and how much of the sheet it covers. What stands on much darker ground than
 * the sheet's is grain of the table.
 */
function printOn(quad: Quad, marks: Mark[], print: Print): { share: number; covered: number } {
  const inside: number[] = []
  const outside: number[] = []
  for (const mark of marks) (contains(quad, mark) ? inside : outside).push(mark.ground)
  if (!inside.length) return outside.length ? { share: 0, covered: 0 } : { share: 1, covered: 1 }
  const light = Float32Array.from(inside).sort()[inside.length >> 1]!
  const missed = outside.filter((ground) => ground > light * 0.55).length
  return {
    share: inside.length / (inside.length + missed),
    covered: (inside.length * MARK_STEP ** 2) / (polygonArea(quad) * print.width * print.height),
  }
}

/** A place in print, in fractions of the photo, and the light around it. */
type Mark = Point & { ground: number }

const MARK_STEP = 6

function marksOf({ width, height, mask, ground }: Print): Mark[] {
  const marks: Mark[] = []
  for (let y = 0; y < height; y += MARK_STEP)
    for (let x = 0; x < width; x += MARK_STEP)
      if (mask[y * width + x])
        marks.push({ x: x / (width - 1), y: y / (height - 1), ground: ground.data[y * width + x]! })
  return marks
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

/** Paper from rim to rim, as a scanner shows it: print that seems to end somewhere may only be faint beyond. */
function isFilled(map: Gray): boolean {
  const bright = Uint8Array.from(map.data).sort()[Math.floor(map.data.length * 0.85)]!
  return map.data.filter((v) => v >= bright * 0.8).length > map.data.length * 0.9
}

/** A sheet whose sides are the picture's own shows no side at all. */
function isWithin(quad: Quad): boolean {
  return quad.every(({ x, y }) => Math.min(x, 1 - x, y, 1 - y) > 0.02)
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

function seenAs(region: Region, map: Gray): Candidate | null {
  const quad = fitQuad(region, map.width, map.height)
  if (!quad || !isSheet(quad, map.width, map.height)) return null
  const inside = polygonArea(quad)
  const fit = overlap(quad, region, map.width, map.height)
  if (fit < 0.8) return null
  const contrast = rimContrast(quad, map)
  const score =
    fit *
    fit *
    Math.min(1, 0.1 + contrast.median / 60) *
    contrast.share *
    (0.3 + 0.7 * contrast.weakest) *
    Math.sqrt(inside)
  return {
    quad,
    score,
    area: inside,
    centre: middleOf(quad),
    edges: true,
    fit,
  }
}
