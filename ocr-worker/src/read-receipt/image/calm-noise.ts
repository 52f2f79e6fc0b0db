import { blankGray, type Gray } from './gray.ts'

const CELL_PX = 8
const WINDOW_RADIUS = 2
/** The share of cells that are taken to be blank paper on any sheet. */
const BLANK = 0.25

/**
 * The picture's noise as a standard deviation in grey levels: what its calmest cells vary by. A phone smears grain over
 * several pixels, so that differences of neighbouring pixels would show too little of it.
 */
export function noiseOf({ width, height, data }: Gray): number {
  const found: number[] = []
  for (let top = 0; top + CELL_PX <= height; top += CELL_PX)
    for (let left = 0; left + CELL_PX <= width; left += CELL_PX) {
      let sum = 0
      let squares = 0
      for (let y = top; y < top + CELL_PX; y++)
        for (let i = y * width + left; i < y * width + left + CELL_PX; i++) {
          sum += data[i]!
          squares += data[i]! * data[i]!
        }
      const count = CELL_PX * CELL_PX
      found.push(squares / count - (sum / count) ** 2)
    }
  const variances = Float64Array.from(found).sort()
  return Math.sqrt(Math.max(0, variances[Math.floor(variances.length * BLANK)] ?? 0))
}

/**
 * Paper made even, print left as it is: each pixel keeps of its difference to the mean around it the share that is more
 * than noise (Lee 1980, the local Wiener filter).
 */
export function calmNoise(image: Gray, noise: number): Gray {
  const { width, height, data } = image
  const out = blankGray(width, height)
  const sums = new Float64Array(width)
  const squares = new Float64Array(width)
  const row = (y: number, sign: number) => {
    for (let x = 0; x < width; x++) {
      const v = data[y * width + x]!
      sums[x]! += sign * v
      squares[x]! += sign * v * v
    }
  }
  let tall = 0
  for (let y = 0; y < Math.min(height, WINDOW_RADIUS); y++, tall++) row(y, 1)
  for (let y = 0; y < height; y++) {
    if (y + WINDOW_RADIUS < height) row(y + WINDOW_RADIUS, (tall++, 1))
    if (y - WINDOW_RADIUS > 0) row(y - WINDOW_RADIUS - 1, (tall--, -1))
    calmRow(image, out, y, sums, squares, tall, noise * noise)
  }
  return out
}

function calmRow(
  { width, data }: Gray,
  out: Gray,
  y: number,
  sums: Float64Array,
  squares: Float64Array,
  tall: number,
  power: number,
): void {
  let sum = 0
  let square = 0
  let wide = 0
  const column = (x: number, sign: number) => {
    if (x < 0 || x >= width) return
    sum += sign * sums[x]!
    square += sign * squares[x]!
    wide += sign
  }
  for (let x = 0; x < WINDOW_RADIUS; x++) column(x, 1)
  for (let x = 0; x < width; x++) {
    column(x + WINDOW_RADIUS, 1)
    column(x - WINDOW_RADIUS - 1, -1)
    const count = wide * tall
    const mean = sum / count
    const variance = square / count - mean * mean
    const kept = variance > power ? 1 - power / variance : 0
    out.data[y * width + x] = mean + (data[y * width + x]! - mean) * kept + 0.5
  }
}
