import type { Region } from './regions.ts'

const ANGLES = 12
const LEAST_SHARE = 0.15
/** How much shorter than the patch's width on either side a cut must be. */
const WAIST = 0.82
const MOST_CUTS = 4

/**
 * Two sheets that touch or overlap make one patch with a waist. The patch is cut straight across where it is narrowest
 * against what lies on both sides; each cut gives its two parts. A convex patch has no waist and gives nothing.
 */
export function partJoined(region: Region, width: number): [Region, Region][] {
  const cuts: { angle: number; at: number; ratio: number }[] = []
  for (let a = 0; a < ANGLES; a++) {
    const angle = (a * Math.PI) / ANGLES
    const cut = waist(region, width, angle)
    if (cut && cut.ratio < WAIST) cuts.push({ angle, ...cut })
  }
  cuts.sort((p, q) => p.ratio - q.ratio)
  return cuts.slice(0, MOST_CUTS).map(({ angle, at }) => {
    const cos = Math.cos(angle)
    const sin = Math.sin(angle)
    const side = (i: number) => (i % width) * cos + Math.floor(i / width) * sin < at
    const one = region.pixels.filter((i) => side(i))
    const other = region.pixels.filter((i) => !side(i))
    return [
      { size: one.length, pixels: one },
      { size: other.length, pixels: other },
    ]
  })
}

/** The narrowest place along one direction, with enough of the patch on both sides. */
function waist(region: Region, width: number, angle: number): { at: number; ratio: number } | null {
  const cos = Math.cos(angle)
  const sin = Math.sin(angle)
  let low = Infinity
  let high = -Infinity
  for (const i of region.pixels) {
    const d = (i % width) * cos + Math.floor(i / width) * sin
    if (d < low) low = d
    if (d > high) high = d
  }
  const chords = new Float32Array(Math.ceil(high - low) + 2)
  // Shared between neighbouring places, and three of them taken together: a turned grid is ragged.
  for (const i of region.pixels) {
    const d = (i % width) * cos + Math.floor(i / width) * sin - low
    const k = Math.floor(d)
    chords[k]! += 1 - (d - k)
    chords[k + 1]! += d - k
  }
  const wide = chords.map((_, k) => (chords[k - 1] ?? 0) + chords[k]! + (chords[k + 1] ?? 0))
  const before = runningMax(wide)
  const after = runningMax(wide.slice().reverse()).reverse()
  let best: { at: number; ratio: number } | null = null
  let passed = 0
  for (let k = 0; k < wide.length; k++) {
    passed += chords[k]!
    if (passed < region.size * LEAST_SHARE || passed > region.size * (1 - LEAST_SHARE)) continue
    const ratio = wide[k]! / Math.min(before[k]!, after[k]!)
    if (!best || ratio < best.ratio) best = { at: low + k + 0.5, ratio }
  }
  return best
}

function runningMax(values: Float32Array): Float32Array {
  let most = 0
  return values.map((v) => (most = Math.max(most, v)))
}
