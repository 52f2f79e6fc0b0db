const TAG = 0x0112
const [SHORT, LONG] = [3, 4]
const UPRIGHT = 1

/**
 * Reads how a photo is to be turned, 1 to 8, from the TIFF structure of its EXIF (CIPA DC-008, 4.6.4); 1, upright,
 * where it does not say, or says nonsense.
 */
export function readOrientation(tiff: Uint8Array): number {
  if (tiff.length < 8) return UPRIGHT
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength)
  const order = view.getUint16(0)
  if (order !== 0x4949 && order !== 0x4d4d) return UPRIGHT
  const little = order === 0x4949
  const directory = view.getUint32(4, little)
  if (view.getUint16(2, little) !== 42 || directory + 2 > tiff.length) return UPRIGHT
  const end = Math.min(tiff.length, directory + 2 + 12 * view.getUint16(directory, little))
  for (let at = directory + 2; at + 12 <= end; at += 12) {
    if (view.getUint16(at, little) !== TAG || view.getUint32(at + 4, little) !== 1) continue
    const type = view.getUint16(at + 2, little)
    const value =
      type === SHORT
        ? view.getUint16(at + 8, little)
        : type === LONG
          ? view.getUint32(at + 8, little)
          : UPRIGHT
    return value >= 1 && value <= 8 ? value : UPRIGHT
  }
  return UPRIGHT
}

/** An EXIF that says how to turn the photo, and nothing else; none where it is upright. */
export function orientationOnly(orientation: number): number[] | undefined {
  if (orientation === UPRIGHT) return undefined
  const header = [0x4d, 0x4d, 0, 42, 0, 0, 0, 8]
  const entry = [TAG >> 8, TAG & 0xff, 0, SHORT, 0, 0, 0, 1, 0, orientation, 0, 0]
  return [...header, 0, 1, ...entry, 0, 0, 0, 0]
}
