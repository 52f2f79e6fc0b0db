import { shrinkGray, type Gray } from './image/gray.ts'

/** The picture's side, in pixels, that the waves are measured on, and how many waves there are in each direction. */
const SIDE_PX = 64
const WAVES = 16
/** Grey levels; a lens cap's noise, averaged over so large cells, has less. */
const LEAST_CONTRAST = 6

/** cos((2x + 1) u π / 2N): the discrete cosine transform's waves 1 to 16. Wave 0 is brightness, which light changes. */
const waves = Array.from({ length: WAVES }, (_, u) =>
  Float32Array.from({ length: SIDE_PX }, (_, x) =>
    Math.cos(((2 * x + 1) * (u + 1) * Math.PI) / (2 * SIDE_PX)),
  ),
)

/**
 * A picture as 256 bits, in hex, that come again when it is saved, sized or lit anew: whether each of its 16 x 16
 * coarsest waves is above their median (Zauner 2010, "Implementation and Benchmarking of Perceptual Image Hash
 * Functions", with more waves, since receipts are alike). Pictures are compared by how many bits differ. Null where
 * nothing is to be seen.
 */
export function hashPicture(picture: Gray): string | null {
  const { data } = shrinkGray(picture, SIDE_PX, SIDE_PX)
  if (isBlank(data)) return null
  const rows = waves.map((wave) => {
    const out = new Float32Array(SIDE_PX)
    for (let y = 0; y < SIDE_PX; y++)
      for (let x = 0; x < SIDE_PX; x++) out[y]! += wave[x]! * data[y * SIDE_PX + x]!
    return out
  })
  const strengths = waves.flatMap((wave) =>
    rows.map((row) => row.reduce((sum, value, y) => sum + wave[y]! * value, 0)),
  )
  const median = strengths.toSorted((a, b) => a - b)[strengths.length / 2]!
  return toHex(strengths.map((strength) => strength > median))
}

function isBlank(data: Uint8Array): boolean {
  const mean = data.reduce((sum, value) => sum + value, 0) / data.length
  return data.every((value) => Math.abs(value - mean) < LEAST_CONTRAST)
}

function toHex(bits: boolean[]): string {
  let hex = ''
  for (let i = 0; i < bits.length; i += 4)
    hex += bits
      .slice(i, i + 4)
      .reduce((value, bit) => value * 2 + Number(bit), 0)
      .toString(16)
  return hex
}
