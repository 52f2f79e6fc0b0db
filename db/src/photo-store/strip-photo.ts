import type { PhotoMediaType } from '@tamaru/domain'
import { stripHeic } from './strip/strip-heic.ts'
import { stripJpeg } from './strip/strip-jpeg.ts'
import { stripPdf } from './strip/strip-pdf.ts'
import { stripPng } from './strip/strip-png.ts'
import { stripWebp } from './strip/strip-webp.ts'

export { isMovingWebp } from './strip/strip-webp.ts'
export type { PhotoMediaType }

const strippers: Record<PhotoMediaType, (bytes: Uint8Array) => Uint8Array[] | undefined> = {
  'image/jpeg': stripJpeg,
  'image/png': stripPng,
  'image/webp': stripWebp,
  'image/heic': stripHeic,
  'application/pdf': stripPdf,
}

/**
 * Returns the photo without what phones and programs write beside its picture: where and when it was taken, with what,
 * by whom, thumbnails, comments, films. Its pixels are the same to the bit, and so are orientation, colours and
 * quantisation tables. Only what is known to be the picture's is kept, but for a PDF, of which only known notes go. Undefined where its structure is not understood.
 * Never throws; time grows with the length alone. Stripping again changes nothing.
 */
export function stripPhoto(bytes: Uint8Array, mediaType: PhotoMediaType): Uint8Array | undefined {
  const pieces = stripInPieces(bytes, mediaType)
  return pieces && Buffer.concat(pieces)
}

/**
 * Strips as `stripPhoto` does, into what is to stand one behind the other: what is kept is shown where it lies in
 * `bytes`, and not copied.
 */
export function stripInPieces(bytes: Uint8Array, mediaType: PhotoMediaType): Uint8Array[] | undefined {
  return strippers[mediaType](bytes)
}
