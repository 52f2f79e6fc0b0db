/** Coefficients are stored from coarse to fine (ITU-T T.81, figure 5): place in the file → row * 8 + column. */
const ZIGZAG = [
  0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7,
  14, 21, 28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46,
  53, 60, 61, 54, 47, 55, 62, 63,
]
const DEFINE_TABLES = 0xdb
const START_OF_SCAN = 0xda

/**
 * The steps in which a JPEG holds the waves of its brightness, by row * 8 + column; null for what is no JPEG. Table 0 is
 * brightness in every encoder that is known (JFIF).
 */
export function quantisationSteps(file: Uint8Array): number[] | null {
  if (file[0] !== 0xff || file[1] !== 0xd8) return null
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength)
  let steps: number[] | null = null
  for (let at = 2; at + 4 <= file.length && file[at] === 0xff;) {
    const marker = file[at + 1]!
    if (marker === START_OF_SCAN) break
    const end = at + 2 + view.getUint16(at + 2)
    if (marker === DEFINE_TABLES && end <= file.length) steps = readTables(view, at + 4, end) ?? steps
    at = end
  }
  return steps
}

function readTables(view: DataView, from: number, end: number): number[] | null {
  let found: number[] | null = null
  for (let at = from; at < end;) {
    const wide = view.getUint8(at) >> 4 ? 2 : 1
    const isBrightness = (view.getUint8(at) & 15) === 0
    if (at + 1 + 64 * wide > end) break
    if (isBrightness) {
      found = new Array<number>(64)
      for (let i = 0; i < 64; i++)
        found[ZIGZAG[i]!] = wide === 2 ? view.getUint16(at + 1 + 2 * i) : view.getUint8(at + 1 + i)
    }
    at += 1 + 64 * wide
  }
  return found
}
