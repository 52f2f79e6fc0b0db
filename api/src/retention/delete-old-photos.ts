import { inTransaction, photos } from '@tamaru/db'
import { deletePhotoBytes } from '@tamaru/db/photo-store'
import type { Ports } from '../ports.ts'

/** As many as housekeeping takes its time for; the next hour goes on. */
export const MOST_PHOTOS = 500

/**
 * Deletes the bytes of photos that were stored before, where no entry that holds them is still open; what is known of them
 * stays, so that nobody is credited for them twice. Returns how many.
 */
export async function deleteOldPhotos(
  { db, now, photos: store }: Pick<Ports, 'db' | 'now' | 'photos'>,
  accountId: string,
  before: Date,
): Promise<number> {
  const old = await photos.listOld(db, accountId, before, MOST_PHOTOS)
  let deleted = 0
  for (const sha256 of old)
    await inTransaction(db, async (sql) => {
      if (!(await photos.lockSettled(sql, accountId, sha256))) return
      await deletePhotoBytes(store, accountId, sha256)
      await photos.markDeleted(sql, accountId, sha256, now())
      deleted++
    })
  return deleted
}
