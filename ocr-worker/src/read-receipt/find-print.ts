import { blankGray, shrinkGray, type Gray } from './image/gray.ts'
import { boxBlur, closeGray } from './image/morphology.ts'
import { fillHoles, labelRegions, openMask, type Region } from './image/regions.ts'

/**
 * Where small dark marks stand densely: print. `mask` is 1 there; regions are its patches, largest first. `gray` is the
 * photo at that size, `ground` the same with the marks filled up.
 */
export type Print = {
  width: number
  height: number
  mask: Uint8Array
  regions: Region[]
  gray: Gray
  ground: Gray
}

const LONG_SIDE_PX = 720
/** A mark must be this much darker than what surrounds it. */
const CONTRAST = 0.16
const DENSITY = 0.1

/** Patches of print, whatever they stand on: a white sheet on a white table shows no edge, but its text shows. */
export function findPrint(photo: Gray): Print {
  const scale = Math.min(1, LONG_SIDE_PX / Math.max(photo.width, photo.height))
  const width = Math.round(photo.width * scale)
  const height = Math.round(photo.height * scale)
  const gray = scale < 1 ? shrinkGray(photo, width, height) : photo
  const filled = closeGray(gray, 3)
  const ink = blankGray(width, height, 0)
  // Texture of a dark table is no print: paper is not among the photo's dark parts, and its print stands out.
  const bright = Uint8Array.from(filled.data).sort()[Math.floor(filled.data.length * 0.95)]!
  for (let i = 0; i < ink.data.length; i++) {
    const ground = filled.data[i]!
    const depth = ground - gray.data[i]!
    if (ground > bright * 0.35 && depth > Math.max(13, ground * CONTRAST, bright * 0.09)) ink.data[i] = 255
  }
  const density = boxBlur(ink, Math.round(LONG_SIDE_PX * 0.016))
  const mask = new Uint8Array(width * height)
  for (let i = 0; i < mask.length; i++) mask[i] = density.data[i]! > 255 * DENSITY ? 1 : 0
  const solid = openMask(fillHoles(closeMask(mask, width, height, 20), width, height), width, height, 9)
  return { width, height, mask: solid, regions: labelRegions(solid, width), gray, ground: filled }
}

function closeMask(mask: Uint8Array, width: number, height: number, radius: number): Uint8Array {
  const inverse = mask.map((v) => 1 - v)
  return openMask(inverse, width, height, radius).map((v) => 1 - v)
}
