import { shrinkGray, turnGray, type Gray } from './image/gray.ts'

const INK = 150

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
    const points = inkPoints(image)
    return Math.max(...tilts.map((t) => roughness(points, image.height, (t * image.width) / 2)))
  }
  const length = sheet.height / sheet.width
  return best(turnGray(small, 1)) > best(small) * Math.max(1.25, length)
}

/**
 * The slope under which the rows of print are sharpest: how far a line is below its middle at the right edge, in pixels.
 * @param maxTilt the steepest slope looked for, as rise over run
 */
export function findTilt(small: Gray, maxTilt: number): number {
  const reach = Math.max(4, Math.ceil((small.width / 2) * maxTilt))
  const step = Math.max(1, reach / 24)
  const points = everyOther(inkPoints(small))
  let best = { slope: 0, score: -1 }
  for (let slope = -reach; slope <= reach + 1e-6; slope += step) {
    // Ties go to the gentler slope.
    const score = sharpness(points, small.height, slope) * (1 - 0.0015 * Math.abs(slope))
    if (score > best.score) best = { slope, score }
  }
  return best.slope
}

/** x as u in -1..1, y, and darkness of every inked pixel. */
function inkPoints(image: Gray): Float32Array {
  const points: number[] = []
  for (let y = 0; y < image.height; y++)
    for (let x = 0; x < image.width; x++) {
      const v = image.data[y * image.width + x]!
      if (v < INK) points.push((2 * x) / (image.width - 1) - 1, y, (255 - v) / 255)
    }
  return Float32Array.from(points)
}

/** Half of the ink tells a slope as well as all of it. */
function everyOther(points: Float32Array): Float32Array {
  const half = new Float32Array(Math.ceil(points.length / 6) * 3)
  for (let i = 0, j = 0; i < points.length; i += 6, j += 3) half.set(points.subarray(i, i + 3), j)
  return half
}

function roughness(points: Float32Array, height: number, slope: number): number {
  const rows = rowSums(points, height, slope)
  let steps = 0
  let ink = 0
  for (let r = 2; r < rows.length; r++) {
    steps += Math.abs(rows[r]! - rows[r - 2]!)
    ink += rows[r]!
  }
  return steps / (ink + 1)
}

/** Sum of squared steps between neighbouring rows once the slope is taken out. */
function sharpness(points: Float32Array, height: number, slope: number): number {
  const rows = rowSums(points, height, slope)
  let sum = 0
  for (let r = 2; r < rows.length; r++) sum += (rows[r]! - rows[r - 2]!) ** 2
  return sum
}

function rowSums(points: Float32Array, height: number, slope: number): Float32Array {
  const pad = 40
  const rows = new Float32Array(height + 2 * pad)
  for (let i = 0; i < points.length; i += 3) {
    const y = points[i + 1]! - slope * points[i]! + pad
    const row = Math.floor(y)
    if (row < 0 || row + 1 >= rows.length) continue
    const part = y - row
    rows[row]! += points[i + 2]! * (1 - part)
    rows[row + 1]! += points[i + 2]! * part
  }
  return rows
}
