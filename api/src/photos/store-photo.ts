import { photoKey, PhotoStoreFailed, type PhotoStore } from '@tamaru/db/photo-store'
import { stripInPieces, type PhotoMediaType } from '@tamaru/db/strip-photo'
import { PHOTO_MAX_BYTES, ProblemError } from '@tamaru/domain'
import { createHash } from 'node:crypto'
import { sniffPhoto } from './sniff-photo.ts'

export interface StoredPhoto {
  /** Of the bytes as they were sent: by these a photo is known again. */
  sha256: string
  mediaType: PhotoMediaType
  /** As stored. */
  bytes: number
}

/**
 * Checks that this is a photo, and stores its picture, without what was written beside it, under the SHA-256 of what was
 * sent. Storing the same photo again is harmless, and brings a lost one back. Refuses what is no photo, and says so where
 * the store does not take it.
 */
export async function storePhoto(
  photos: PhotoStore,
  accountId: string,
  bytes: Uint8Array,
): Promise<StoredPhoto> {
  if (bytes.length === 0) throw new ProblemError('photo_empty')
  if (bytes.length > PHOTO_MAX_BYTES) throw new ProblemError('photo_too_large')
  const sniffed = sniffPhoto(bytes)
  if ('refusal' in sniffed) throw new ProblemError(sniffed.refusal)
  const { mediaType } = sniffed
  const picture = stripInPieces(bytes, mediaType)
  if (!picture) throw new ProblemError('photo_unreadable')
  // Web Crypto would take a copy first.
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  await photos.put(photoKey(accountId, sha256), picture, mediaType).catch(refuseUnstored)
  return { sha256, mediaType, bytes: picture.reduce((sum, piece) => sum + piece.length, 0) }
}

function refuseUnstored(error: unknown): never {
  if (error instanceof PhotoStoreFailed) throw new ProblemError('photo_not_stored', undefined, {}, error)
  throw error
}
