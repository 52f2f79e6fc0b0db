import type { photos } from '@tamaru/db'
import { photoKey, type OpenPhoto, type PhotoStore } from '@tamaru/db/photo-store'
import { stripPhoto } from '@tamaru/db/strip-photo'
import { ProblemError } from '@tamaru/domain'

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
