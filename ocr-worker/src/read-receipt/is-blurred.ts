import { shrinkGray, type Gray } from './image/gray.ts'

const LONG_SIDE_PX = 720
/** Rise over five pixels that counts as an edge, in grey levels. */
const EDGE = 24
/** The sharpest of a picture's edges rise by more than this share of their height from one pixel to the next. */
const SHARP = 0.4

/** Whether even the sharpest edges are smeared over several pixels of a small copy: print can not be read there. */
export function isBlurred(photo: Gray): boolean {
  const scale = LONG_SIDE_PX / Math.max(photo.width, photo.height)
  const { width, height, data } =
    scale < 1 ? shrinkGray(photo, Math.round(photo.width * scale), Math.round(photo.height * scale)) : photo
  const steepness: number[] = []
  for (let y = 0; y < height; y += 2)
    for (let x = 2; x < width - 3; x++) {
      const i = y * width + x
      const rise = Math.abs(data[i + 3]! - data[i - 2]!)
      if (rise > EDGE) steepness.push(Math.abs(data[i + 1]! - data[i]!) / rise)
    }
  const sorted = Float32Array.from(steepness).sort()
  return (sorted[Math.floor(sorted.length * 0.97)] ?? 0) < SHARP
}
