import type { Candidate } from './choose-sheets.ts'
import { fitQuad } from './image/fit-quad.ts'
import type { Gray } from './image/gray.ts'
import { againstLightAround, EVEN } from './image/paper-map.ts'
import { partJoined } from './image/part-joined.ts'
import { fillHoles, labelRegions, openMask, type Region } from './image/regions.ts'
import { isSheet, middleOf, overlap, polygonArea, rimContrast } from './image/sheet-shape.ts'

/** Four-sided bright patches; `parts` are halves of patches with a waist, which may be two sheets. */
export type Patches = { whole: Candidate[]; parts: Candidate[] }

const LEVELS = 18
/** Shares of the light around that a sheet's rim may stand above: none of its inside has to. */
const SHARES_AROUND = [0.97, 0.99, 1, 1.01, 1.02, 1.04]
const MIN_AREA = 0.04
const MAX_AREA = 0.97
/** A patch that fills its quadrangle less well than this may be two sheets. */
const ONE_SHEET = 0.9

/** One threshold fails under a shadow or on a pale table, so many are tried. */
export function findPatches(map: Gray): Patches {
  return patchesAt(thresholds(map), map, map)
}

/**
 * Where half of a sheet lies in shadow, the lit table may be as bright as it: then only the sheet's rim stands out, and
 * what the rim encloses is the patch.
 */
export function findRims(map: Gray): Patches {
  return patchesAt(
    SHARES_AROUND.map((share) => Math.round(share * EVEN)),
    againstLightAround(map),
    map,
  )
}

function patchesAt(levels: number[], map: Gray, light: Gray): Patches {
  const { width, height } = map
  const whole: Candidate[] = []
  const parts: Candidate[] = []
  for (const level of levels) {
    const mask = new Uint8Array(width * height)
    for (let i = 0; i < mask.length; i++) mask[i] = map.data[i]! >= level ? 1 : 0
    const solid = openMask(fillHoles(mask, width, height), width, height, 2)
    for (const region of labelRegions(solid, width)) {
      const area = region.size / (width * height)
      if (area < MIN_AREA || area > MAX_AREA) continue
      const candidate = seenAs(region, light)
      if (candidate) whole.push(candidate)
      if ((!candidate || candidate.fit < ONE_SHEET) && !isGround(region, width, height))
        for (const part of partJoined(region, width).flat()) {
          const found = seenAs(part, light)
          if (found && found.fit > ONE_SHEET) parts.push(found)
        }
    }
  }
  return { whole, parts }
}

function thresholds(map: Gray): number[] {
  const sorted = Uint8Array.from(map.data).sort()
  const low = sorted[Math.floor(sorted.length * 0.02)]!
  const high = sorted[Math.floor(sorted.length * 0.995)]!
  return Array.from({ length: LEVELS }, (_, i) => low + ((high - low) * (i + 1)) / (LEVELS + 1)).map(
    Math.round,
  )
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

function seenAs(region: Region, light: Gray): Candidate | null {
  const quad = fitQuad(region, light.width, light.height)
  if (!quad || !isSheet(quad, light.width, light.height)) return null
  const area = polygonArea(quad)
  const fit = overlap(quad, region, light.width, light.height)
  if (fit < 0.8) return null
  const contrast = rimContrast(quad, light)
  const score =
    fit *
    fit *
    Math.min(1, 0.1 + contrast.median / 60) *
    contrast.share *
    (0.3 + 0.7 * contrast.weakest) *
    Math.sqrt(area)
  return { quad, score, area, centre: middleOf(quad), edges: true, fit }
}
