import { drawnKey, photoKey } from './photo-key.ts'
import type { PhotoStore } from './photo-store.ts'

/** Deletes a photo's bytes, and before them what was drawn of it: nothing that shows it outlives the photo. */
export async function deletePhotoBytes(
  store: Pick<PhotoStore, 'delete'>,
  accountId: string,
  sha256: string,
): Promise<void> {
  await store.delete(drawnKey(accountId, sha256))
  await store.delete(photoKey(accountId, sha256))
}
