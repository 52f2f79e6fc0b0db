import type { photos } from '@tamaru/db'
import { drawnKey, photoKey, type OpenPhoto, type PhotoStore } from '@tamaru/db/photo-store'
import { stripPhoto } from '@tamaru/db/strip-photo'
import { isDrawnAnew, ProblemError } from '@tamaru/domain'

/**
 * Opens a photo's bytes; undefined where they are gone. A photo never changes under its entry. One that still lies as it was
 * sent goes out stripped, and is held for that. Refuses `photo_unreadable`.
 */
export async function openPicture(store: PhotoStore, photo: photos.Photo): Promise<OpenPhoto | undefined> {
  const key = photoKey(photo.accountId, photo.sha256)
  const lies = photo.strippedAt ? await store.open(key) : await store.get(key)
  if (!lies || 'body' in lies) return lies
  const picture = stripPhoto(lies, photo.mediaType)
  if (!picture) throw new ProblemError('photo_unreadable')
  return { bytes: picture.length, body: new Response(picture as Uint8Array<ArrayBuffer>).body! }
}

/**
 * Opens what people see of a photo: itself, or what was drawn of it. Refuses `photo_not_drawn` before it was read, and where
 * it could not be drawn.
 */
export async function openShown(store: PhotoStore, photo: photos.Photo): Promise<OpenPhoto | undefined> {
  if (!isDrawnAnew(photo.mediaType)) return openPicture(store, photo)
  const drawn = await store.open(drawnKey(photo.accountId, photo.sha256))
  if (!drawn) throw new ProblemError('photo_not_drawn')
  return drawn
}
