import { blankGray, sampleCubic, shrinkGray, turnGray, type Gray } from './image/gray.ts'

/**
 * How far the print sags at a place: lines of a curled or turned sheet are y + slope·u + bow·(u² − 1/3), u from -1 at
 * the left edge to 1 at the right; slope and bow change down the sheet. In pixels of the sheet.
 */
type Sag = { y: number; slope: number; bow: number; weight: number }

const WORK_WIDTH_PX = 420
const INK = 150

/** Every text line made level, by the bends under which the rows of print are sharpest. */
export function straighten(sheet: Gray, maxTilt: number): Gray {
  const scale = Math.min(1, WORK_WIDTH_PX / sheet.width)
  const small = shrinkGray(sheet, Math.round(sheet.width * scale), Math.round(sheet.height * scale))
  const sags = smooth(measureSags(small, maxTilt))
  return level(
    sheet,
    sags.map((s) => ({ ...s, y: s.y / scale, slope: s.slope / scale, bow: s.bow / scale })),
  )
}

/**
 * Whether text lines run up and down. Rows of print leave many gaps; columns of a till's fixed pitch leave fewer, so
 * steps are summed plainly (squares would let one aligned column of sums win). A sheet is taken to stand upright
 * unless that is clearly beaten, the more so the longer it is.
 */
export function liesSideways(sheet: Gray): boolean {
  const side = 420 / Math.max(sheet.width, sheet.height)
  const small = shrinkGray(sheet, Math.round(sheet.width * side), Math.round(sheet.height * side))
  const tilts = [-8, -4, -2, 0, 2, 4, 8].map((deg) => Math.tan((deg * Math.PI) / 180))
  const best = (image: Gray) => {
    const points = inkPoints(image, 0, image.height)
    return Math.max(...tilts.map((t) => roughness(points, image.height, (t * image.width) / 2)))
  }
  const length = sheet.height / sheet.width
  return best(turnGray(small, 1)) > best(small) * Math.max(1.25, length)
}

function roughness(points: Float32Array, height: number, slope: number): number {
  const rows = rowSums(points, 0, height, slope, 0)
  let steps = 0
  let ink = 0
  for (let r = 2; r < rows.length; r++) {
    steps += Math.abs(rows[r]! - rows[r - 2]!)
    ink += rows[r]!
  }
  return steps / (ink + 1)
}

function measureSags(small: Gray, maxTilt: number): Sag[] {
  const { width, height } = small
  const reach = Math.max(4, Math.ceil((width / 2) * maxTilt))
  const all = inkPoints(small, 0, height)
  const tilt = search(everyOther(all), 0, height, [0, 0], reach, 0, Math.max(1, reach / 24))
  const band = Math.round(width * 0.5)
  const count = Math.max(1, Math.round(height / (band / 2)) - 1)
  return Array.from({ length: count }, (_, k) => {
    const middle = ((k + 1) * height) / (count + 1)
    const from = Math.max(0, Math.round(middle - band / 2))
    const to = Math.min(height, Math.round(middle + band / 2))
    const points = inkPoints(small, from, to)
    const near = Math.max(3, width * (maxTilt > 0.1 ? 0.04 : 0.025))
    const rough = search(everyOther(points), from, to, [tilt.slope, 0], near, near, 1.5)
    const fine = search(points, from, to, [rough.slope, rough.bow], 1.5, 1.5, 0.5)
    const plain = sharpness(points, from, to, tilt.slope, 0)
    return {
      y: middle,
      slope: fine.slope,
      bow: fine.bow,
      weight: points.length / 3 < 40 ? 0 : 1 - plain / (fine.score + 1e-9) + 0.05,
    }
  })
}

type Found = { slope: number; bow: number; score: number }

function search(
  points: Float32Array,
  from: number,
  to: number,
  [slope0, bow0]: [number, number],
  slopeReach: number,
  bowReach: number,
  step: number,
): Found {
  let best: Found = { slope: slope0, bow: bow0, score: -1 }
  for (let ds = -slopeReach; ds <= slopeReach + 1e-6; ds += step)
    for (let db = -bowReach; db <= bowReach + 1e-6; db += step) {
      // Ties go to the gentler bend.
      const gentle = 1 - 0.0015 * (Math.abs(ds) + 2 * Math.abs(db))
      const score = sharpness(points, from, to, slope0 + ds, bow0 + db) * gentle
      if (score > best.score) best = { slope: slope0 + ds, bow: bow0 + db, score }
    }
  return best
}

/** x as u in -1..1, y, and darkness of every inked pixel. */
function inkPoints(image: Gray, from: number, to: number): Float32Array {
  const points: number[] = []
  for (let y = from; y < to; y++)
    for (let x = 0; x < image.width; x++) {
      const v = image.data[y * image.width + x]!
      if (v < INK) points.push((2 * x) / (image.width - 1) - 1, y, (255 - v) / 255)
    }
  return Float32Array.from(points)
}

/** Half of the ink tells a coarse bend as well as all of it. */
function everyOther(points: Float32Array): Float32Array {
  const half = new Float32Array(Math.ceil(points.length / 6) * 3)
  for (let i = 0, j = 0; i < points.length; i += 6, j += 3) half.set(points.subarray(i, i + 3), j)
  return half
}

/** Sum of squared steps between neighbouring rows once the bend is taken out. */
function sharpness(points: Float32Array, from: number, to: number, slope: number, bow: number): number {
  const rows = rowSums(points, from, to, slope, bow)
  let sum = 0
  for (let r = 2; r < rows.length; r++) sum += (rows[r]! - rows[r - 2]!) ** 2
  return sum
}

function rowSums(points: Float32Array, from: number, to: number, slope: number, bow: number): Float32Array {
  const pad = 40
  const rows = new Float32Array(to - from + 2 * pad)
  for (let i = 0; i < points.length; i += 3) {
    const u = points[i]!
    const y = points[i + 1]! - slope * u - bow * (u * u - 1 / 3) - from + pad
    const row = Math.floor(y)
    if (row < 0 || row + 1 >= rows.length) continue
    const part = y - row
    rows[row]! += points[i + 2]! * (1 - part)
    rows[row + 1]! += points[i + 2]! * part
  }
  return rows
}

/** A band without print, or one that jumped to another line, follows its neighbours. */
function smooth(sags: Sag[]): Sag[] {
  return sags.map((sag, i) => {
    const near = sags.slice(Math.max(0, i - 1), i + 2).filter((s) => s.weight > 0)
    if (!near.length) return { ...sag, slope: average(sags, 'slope'), bow: 0 }
    return { ...sag, slope: middle(near.map((s) => s.slope)), bow: middle(near.map((s) => s.bow)) }
  })
}

const average = (sags: Sag[], key: 'slope' | 'bow') => {
  const weight = sags.reduce((s, x) => s + x.weight, 0)
  return weight ? sags.reduce((s, x) => s + x[key] * x.weight, 0) / weight : 0
}

function middle(values: number[]): number {
  const s = [...values].sort((a, b) => a - b)
  return s.length % 2 ? s[s.length >> 1]! : (s[s.length / 2 - 1]! + s[s.length / 2]!) / 2
}

function level(sheet: Gray, sags: Sag[]): Gray {
  const { width, height } = sheet
  const out = blankGray(width, height)
  for (let y = 0; y < height; y++) {
    const { slope, bow } = between(sags, y)
    for (let x = 0; x < width; x++) {
      const u = (2 * x) / (width - 1) - 1
      const from = y + slope * u + bow * (u * u - 1 / 3)
      if (from > -1 && from < height) out.data[y * width + x] = Math.round(sampleCubic(sheet, x, from))
    }
  }
  return out
}

function between(sags: Sag[], y: number): { slope: number; bow: number } {
  const after = sags.findIndex((s) => s.y >= y)
  if (after === 0) return sags[0]!
  if (after < 0) return sags[sags.length - 1]!
  const a = sags[after - 1]!
  const b = sags[after]!
  const t = (y - a.y) / (b.y - a.y)
  return { slope: a.slope + (b.slope - a.slope) * t, bow: a.bow + (b.bow - a.bow) * t }
}
