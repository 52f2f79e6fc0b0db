import { findTilt } from './find-tilt.ts'
import { blankGray, sampleDown, shrinkGray, type Gray } from './image/gray.ts'
import { CELL_PX, compareStrips, type Falls } from './waves/compare-strips.ts'
import { fitWaves } from './waves/fit-waves.ts'
import { between, blur, lift, stripProfiles, STRIPS } from './waves/strip-profiles.ts'

const WORK_WIDTH_PX = 420
/** Rows that a measure takes in: many at first, then few. */
const WINDOWS_PX = [22, 14]
/** How far strips can lie apart in height, one, two and three strips apart. */
const REACH_PX = [3, 5, 6]
/** What is left between a strip and all the others once its words are level. */
const REST_PX = 7
/** Neighbours follow a strip that settles. */
const NEAR = [1, 0.6, 0.15]

/**
 * Every line of print made level, however the paper is curled, twisted or crumpled.
 *
 * The sheet is cut into upright strips. First each is compared with the next few, which shows the slope of every word;
 * the smoothest sheet that has these slopes is bent back. So a sum at the right edge finds the name that it belongs to, though
 * nothing is printed between them. Then each strip settles on all the others together.
 * @param maxTilt the steepest slope of the whole sheet, as rise over run
 */
export function straighten(sheet: Gray, maxTilt: number): Gray {
  const scale = Math.min(1, WORK_WIDTH_PX / sheet.width)
  const small = shrinkGray(sheet, Math.round(sheet.width * scale), Math.round(sheet.height * scale))
  const slope = findTilt(small, maxTilt)
  return level(sheet, slope, findWaves(stripProfiles(small, slope)), scale)
}

/** How far the print of each strip lies below its row: [strip][row]. */
function findWaves(profiles: Float32Array[]): Float32Array[] {
  const height = profiles[0]!.length
  let waves = profiles.map(() => new Float32Array(height))
  const lifted = () => profiles.map((profile, s) => lift(profile, waves[s]!))
  const add = (cells: Float32Array[]) => {
    waves = waves.map((wave, s) => wave.map((v, y) => v + between(cells[s]!, cellAt(y, cells[s]!.length))))
  }
  for (const window of WINDOWS_PX) {
    const strips = lifted()
    const measures = REACH_PX.map((reach, n) => ({
      apart: n + 1,
      strips: strips.slice(n + 1).map((strip, s) => compareStrips(strips[s]!, strip, reach, window)),
    }))
    add(fitWaves(measures, STRIPS, Math.ceil(height / CELL_PX)))
  }
  for (const window of WINDOWS_PX) {
    const strips = lifted()
    const all = new Float32Array(height)
    for (const strip of strips) for (let y = 0; y < height; y++) all[y]! += strip[y]!
    const rests = strips.map((strip) => {
      const others = all.map((v, y) => v - strip[y]!)
      return compareStrips(others, strip, REST_PX, window)
    })
    add(settle(rests))
  }
  return waves
}

const cellAt = (y: number, cells: number) => Math.max(0, Math.min(cells - 1, (y + 0.5) / CELL_PX - 0.5))

/** Most of the way to the others: they come towards it as well. */
function settle(rests: Falls[]): Float32Array[] {
  const smooth = (values: Float32Array) => blur(values, 10 / CELL_PX)
  const sums = rests.map(({ falls, weights }) => smooth(falls.map((v, c) => v * weights[c]!)))
  const weights = rests.map((rest) => smooth(rest.weights))
  return rests.map(({ falls }, s) =>
    falls.map((_, c) => {
      let [sum, weight] = [0, 0.05]
      for (let near = 1 - NEAR.length; near < NEAR.length; near++) {
        const share = NEAR[Math.abs(near)]!
        sum += share * (sums[s + near]?.[c] ?? 0)
        weight += share * (weights[s + near]?.[c] ?? 0)
      }
      return (0.7 * sum) / weight
    }),
  )
}

function level(sheet: Gray, slope: number, waves: Float32Array[], scale: number): Gray {
  const { width, height } = sheet
  const out = blankGray(width, height)
  const rows = waves[0]!.length
  for (let y = 0; y < height; y++) {
    const at = Math.min(rows - 1, y * scale)
    const falls = Float32Array.from(waves, (wave) => between(wave, at) / scale)
    for (let x = 0; x < width; x++) {
      const strip = ((x + 0.5) * STRIPS) / width - 0.5
      const left = Math.max(0, Math.min(STRIPS - 2, Math.floor(strip)))
      const fall = falls[left]! + (falls[left + 1]! - falls[left]!) * (strip - left)
      const from = y + fall + (slope / scale) * ((2 * x) / (width - 1) - 1)
      if (from > -1 && from < height) out.data[y * width + x] = Math.round(sampleDown(sheet, x, from))
    }
  }
  return out
}
