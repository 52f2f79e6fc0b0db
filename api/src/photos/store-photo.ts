import { photoKey, type PhotoStore } from '@tamaru/db/photo-store'
import { ProblemError } from '@tamaru/domain'
import { sniffPhoto } from './sniff-photo.ts'

export const PHOTO_MAX_BYTES = 15 * 1024 * 1024

export interface StoredPhoto {
  sha256: string
  mediaType: string
  bytes: number
}

/** Checks that this is a photo and stores its bytes under their SHA-256. Storing the same photo again is harmless. */
export async function storePhoto(
  photos: PhotoStore,
  accountId: string,
  bytes: Uint8Array,
): Promise<StoredPhoto> {
  if (bytes.length === 0) throw new ProblemError('photo_missing')
  if (bytes.length > PHOTO_MAX_BYTES) throw new ProblemError('photo_too_large')
  const mediaType = sniffPhoto(bytes)
  if (!mediaType) throw new ProblemError('photo_not_an_image')
  const digest = await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>)
  const sha256 = Buffer.from(digest).toString('hex')
  await photos.put(photoKey(accountId, sha256), bytes, mediaType)
  return { sha256, mediaType, bytes: bytes.length }
}
