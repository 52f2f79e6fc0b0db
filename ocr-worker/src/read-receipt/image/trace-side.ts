import { sampleGray, type Gray, type Point } from './gray.ts'

/** Where a sheet's side may lie: from `from` to `to`; `out` leads out of the sheet by one pixel. */
export type Side = { from: Point; to: Point; out: Point }

/**
 * The edge beside a side: pixels outwards at its two ends, and how far its middle lies out from the straight line
 * between these. `score` is 1 where the light falls clearly all along it, `share` of it shows at all.
 */
export type Course = { from: number; to: number; bend: number; score: number; share: number }

const SAMPLES = 48
/** A step of light of this share of the light counts in full; so one strong stroke can not outweigh a long faint edge. */
const FULL_STEP = 0.12
const FAINT_STEP = 0.02
/** Pixels on either side of the edge that are compared. */
const SIDE_PX = 3
/** Where the light falls as much this many pixels before and behind, it is a shadow's soft edge. */
const SOFT_PX = 7
/** The most that paper curls, in shares of its length. */
const MOST_BEND = 0.06
/** By how much a bent line must lie better on the edge than any straight one. */
const BETTER = 0.1
/** Pixels at a time, to find about where a bent edge runs. */
const STRIDE = 3

/** The best edge within `reach` pixels of a side; a `curled` sheet's may be bent. */
export function traceSide(side: Side, gray: Gray, reach: number, curled: boolean): Course {
  const length = Math.hypot(side.to.x - side.from.x, side.to.y - side.from.y)
  const most = curled ? Math.round(length * MOST_BEND) : 0
  const steps = stepsAlong(side, gray, reach + most)
  const ends = { least: -reach, most: reach, by: 1 }
  const still = { least: 0, most: 0, by: 1 }
  const straight = search(steps, reach, ends, ends, still)
  if (!curled) return straight
  const apart = { ...ends, by: STRIDE }
  const rough = search(steps, reach, apart, apart, { least: -most, most, by: STRIDE })
  const near = (at: number, limit: number) => ({
    least: Math.max(-limit, at - STRIDE),
    most: Math.min(limit, at + STRIDE),
    by: 1,
  })
  const bent = search(steps, reach, near(rough.from, reach), near(rough.to, reach), near(rough.bend, most))
  return bent.score > straight.score + BETTER ? bent : straight
}

/** Share of the light that is lost, at `SAMPLES` places along the side, from `-far` to `far` pixels beside it. */
type Steps = { far: number; lost: Float32Array }

type Range = { least: number; most: number; by: number }

function search(steps: Steps, reach: number, froms: Range, tos: Range, bends: Range): Course {
  let best = { from: 0, to: 0, bend: 0, score: -Infinity }
  for (let from = froms.least; from <= froms.most; from += froms.by)
    for (let to = tos.least; to <= tos.most; to += tos.by) {
      // Of two edges that show as well, the one that is nearer.
      const apart = (0.1 * (Math.abs(from) + Math.abs(to))) / (2 * (2 * reach + 1))
      for (let bend = bends.least; bend <= bends.most; bend += bends.by) {
        const score = lostAlong(steps, from, to, bend) / SAMPLES / FULL_STEP - apart
        if (score > best.score) best = { from, to, bend, score }
      }
    }
  return { ...best, share: shownAlong(steps, best) }
}

/** Of a parabola's height above its chord, at every sample. */
const RISE = Float64Array.from({ length: SAMPLES }, (_, s) => {
  const t = (s + 0.5) / SAMPLES
  return 4 * t * (1 - t)
})

function lostAlong({ far, lost }: Steps, from: number, to: number, bend: number): number {
  let sum = 0
  for (let s = 0, row = far; s < SAMPLES; s++, row += 2 * far + 1)
    sum += lost[row + placeOf(s, from, to, bend)]!
  return sum
}

function shownAlong({ far, lost }: Steps, { from, to, bend }: Omit<Course, 'score' | 'share'>): number {
  let shown = 0
  for (let s = 0; s < SAMPLES; s++)
    if (lost[s * (2 * far + 1) + far + placeOf(s, from, to, bend)]! > FAINT_STEP) shown++
  return shown / SAMPLES
}

const placeOf = (s: number, from: number, to: number, bend: number) =>
  Math.round(from + ((to - from) * (s + 0.5)) / SAMPLES + bend * RISE[s]!)

function stepsAlong({ from, to, out }: Side, gray: Gray, far: number): Steps {
  const span = 2 * far + 1
  const lost = new Float32Array(SAMPLES * span)
  const pad = SIDE_PX + SOFT_PX
  const light = new Float32Array(span + 2 * pad)
  const falls = new Float32Array(span + 2 * SOFT_PX)
  for (let s = 0; s < SAMPLES; s++) {
    const t = (s + 0.5) / SAMPLES
    const x = from.x + (to.x - from.x) * t
    const y = from.y + (to.y - from.y) * t
    for (let k = 0; k < light.length; k++) {
      const d = k - far - pad
      light[k] = sampleGray(gray, x + out.x * d, y + out.y * d)
    }
    for (let k = 0; k < falls.length; k++) {
      let inner = 0
      let outer = 0
      for (let j = 1; j <= SIDE_PX; j++) {
        inner += light[k + SIDE_PX - j]!
        outer += light[k + SIDE_PX + j]!
      }
      falls[k] = (inner - outer) / (inner + outer + 30)
    }
    for (let k = 0; k < span; k++) {
      const soft = Math.max(0, Math.min(falls[k]!, falls[k + 2 * SOFT_PX]!))
      lost[s * span + k] = Math.max(-FULL_STEP, Math.min(FULL_STEP, falls[k + SOFT_PX]! - soft))
    }
  }
  return { far, lost }
}
