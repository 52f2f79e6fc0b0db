import { photos, type entries, type Sql } from '@tamaru/db'
import { drawnKey, type PhotoStore } from '@tamaru/db/photo-store'

/**
 * Puts what was drawn of a photo beside it, for people to see. Holds the photo meanwhile: where its bytes were deleted,
 * nothing comes to lie there, and what lies there is deleted with them.
 */
export async function keepDrawn(
  sql: Sql,
  store: Pick<PhotoStore, 'put'>,
  { accountId, photoSha256: sha256 }: Pick<entries.Entry, 'accountId' | 'photoSha256'>,
  jpeg: Uint8Array,
): Promise<void> {
  if (await photos.isDeleted(sql, { accountId, sha256 })) return
  await store.put(drawnKey(accountId, sha256), jpeg, 'image/jpeg')
}
