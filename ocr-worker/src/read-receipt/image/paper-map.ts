import type { Photo } from '../load-photo.ts'
import { blankGray, type Gray } from './gray.ts'
import { boxBlur, closeGray } from './morphology.ts'

/** How far the light around a pixel is taken from, twice: much less than a shadow's soft edge is wide. */
const AROUND_PX = 6
/** Added to the light, so that the noise of a black place is no edge. */
const DIM = 4

/** Brightness less colourfulness, with print closed over so that the sheet is one patch. */
export function paperMap({ width, height, rgb }: Photo['small']): Gray {
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

/** What shines as its surroundings do. */
export const EVEN = 128

/**
 * Every place against the light around it, where `EVEN` is as bright. At a sharp edge the brighter side stands out by
 * the ratio of both, in shadow as in the sun; a shadow's soft edge falls too slowly to stand out.
 */
export function againstLightAround(map: Gray): Gray {
  const around = boxBlur(boxBlur(map, AROUND_PX), AROUND_PX)
  const even = blankGray(map.width, map.height)
  for (let i = 0; i < even.data.length; i++)
    even.data[i] = Math.min(255, (EVEN * (map.data[i]! + DIM)) / (around.data[i]! + DIM))
  return even
}
