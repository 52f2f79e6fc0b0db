/** What may be wrong with a photo, said gently: the shopper can send it all the same. */
export type PhotoDoubt = 'too_small' | 'too_dark' | 'blurred'

/** RGBA, as a canvas gives it. */
export interface Pixels {
  data: Uint8ClampedArray | Uint8Array
  width: number
  height: number
}

/** The long side that photos are looked at in. At this size print a few pixels high still has edges. */
export const LOOK_AT_PX = 1000

/** A receipt holds about 40 characters across; with fewer pixels than this each has too few to tell 3 from 8. */
const SHORT_SIDE_MIN_PX = 480
/** Luminance 0..255 of the brightest tenth: paper, even on a dark table. */
const PAPER_MIN = 80
/**
 * Edge strength of the sharpest tenth of the photo. Measured on 47 photos of receipts at `LOOK_AT_PX`: 29–124 as taken,
 * 8–20 after a Gaussian blur of 1.5 px (hard to read), 3–6 after one of 3 px (lost).
 */
const SHARPNESS_MIN = 8
const BLOCK_PX = 25

/** `looked` is the photo at `LOOK_AT_PX`, `original` its true size. Quick and rough: the server reads for real. */
export function checkPhoto(looked: Pixels, original: { width: number; height: number }): PhotoDoubt[] {
  const light = luminanceOf(looked)
  const doubts: PhotoDoubt[] = []
  if (Math.min(original.width, original.height) < SHORT_SIDE_MIN_PX) doubts.push('too_small')
  const dark = percentile(light, 0.9) < PAPER_MIN
  if (dark) doubts.push('too_dark')
  // In the dark there are no edges to judge by.
  else if (sharpness(light, looked.width, looked.height) < SHARPNESS_MIN) doubts.push('blurred')
  return doubts
}

function luminanceOf({ data, width, height }: Pixels): Float32Array {
  const light = new Float32Array(width * height)
  for (let i = 0; i < light.length; i++) {
    light[i] = 0.299 * data[i * 4]! + 0.587 * data[i * 4 + 1]! + 0.114 * data[i * 4 + 2]!
  }
  return light
}

/**
 * The Laplacian's standard deviation, block by block, and of those the 90th percentile: most of a photo is table and
 * blank paper, and a blur that matters is the one on the print. Divided by the light, so that dim is not called blurred.
 */
export function sharpness(light: Float32Array, width: number, height: number): number {
  const blocks: number[] = []
  for (let top = 1; top + BLOCK_PX < height; top += BLOCK_PX) {
    for (let left = 1; left + BLOCK_PX < width; left += BLOCK_PX) {
      blocks.push(blockSharpness(light, width, left, top))
    }
  }
  return percentile(Float32Array.from(blocks), 0.9)
}

function blockSharpness(light: Float32Array, width: number, left: number, top: number): number {
  let sum = 0
  let squares = 0
  let brightest = 1
  for (let y = top; y < top + BLOCK_PX; y++) {
    for (let x = left; x < left + BLOCK_PX; x++) {
      const i = y * width + x
      const edge = 4 * light[i]! - light[i - 1]! - light[i + 1]! - light[i - width]! - light[i + width]!
      sum += edge
      squares += edge * edge
      brightest = Math.max(brightest, light[i]!)
    }
  }
  const count = BLOCK_PX * BLOCK_PX
  return (Math.sqrt(Math.max(0, squares / count - (sum / count) ** 2)) * 255) / Math.max(60, brightest)
}

function percentile(values: Float32Array, share: number): number {
  if (values.length === 0) return 0
  const sorted = values.slice().sort()
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!
}
