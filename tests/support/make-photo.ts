import { randomBytes } from 'node:crypto'

const segment = (marker: number, ...payload: number[]) => [0xff, marker, 0, payload.length + 2, ...payload]

/** What a JPEG of 16 x 16 px in grey begins with: one table of each kind, a frame, and the head of its only scan. */
export const JPEG_HEAD = Uint8Array.from([
  ...[0xff, 0xd8],
  ...segment(0xe0, 0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0),
  ...segment(0xdb, 0, ...Array<number>(64).fill(1)),
  ...segment(0xc0, 8, 0, 16, 0, 16, 1, 1, 0x11, 0),
  ...segment(0xc4, 0, 1, ...Array<number>(15).fill(0), 0),
  ...segment(0xc4, 0x10, 1, ...Array<number>(15).fill(0), 0),
  ...segment(0xda, 1, 1, 0, 0, 63, 0),
])

/** A JPEG in its structure, and noise for its picture: the API decodes none, and no two are alike. */
export function makePhoto(bytes = 2_000): File {
  const noise = randomBytes(bytes - JPEG_HEAD.length - 2).map((byte) => (byte === 0xff ? 0 : byte))
  return new File([JPEG_HEAD, noise, Uint8Array.of(0xff, 0xd9)], 'receipt.jpg', { type: 'image/jpeg' })
}
