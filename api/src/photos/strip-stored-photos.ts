import { inTransaction, photos, type Db } from '@tamaru/db'
import { photoKey, type PhotoStore } from '@tamaru/db/photo-store'
import { stripPhoto } from '@tamaru/db/strip-photo'

const PAGE = 100

/** How many photos came out how. */
export interface Stripping {
  stripped: number
  /** Of which the store has nothing: deleted, or lost. */
  absent: number
  /** Keys of those whose structure is not understood. They stay as they are, and nobody is shown them. */
  notUnderstood: string[]
}

/**
 * Strips what was stored as it was sent. Each photo is noted when it is done, so this may be stopped anywhere, go on, and
 * run while photos come in.
 */
export async function stripStoredPhotos(
  { db, store, now }: { db: Db; store: PhotoStore; now: () => Date },
  accountId: string,
): Promise<Stripping> {
  const done: Stripping = { stripped: 0, absent: 0, notUnderstood: [] }
  for (let after = ''; ;) {
    const page = await photos.listUnstripped(db, accountId, after, PAGE)
    for (const photo of page) {
      const key = photoKey(accountId, photo.sha256)
      // Held, or what is deleted at this moment would be put back.
      await inTransaction(db, async (sql) => {
        if (await photos.isDeleted(sql, photo)) return
        const stored = await store.get(key)
        const picture = stored && stripPhoto(stored, photo.mediaType)
        if (!stored) done.absent++
        else if (!picture) done.notUnderstood.push(key)
        else {
          await store.put(key, picture, photo.mediaType)
          const at = now()
          await photos.record(sql, { ...photo, bytes: picture.length, strippedAt: at }, at)
          done.stripped++
        }
      })
    }
    if (page.length < PAGE) return done
    after = page.at(-1)!.sha256
  }
}
