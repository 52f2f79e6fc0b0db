import { openPhotoStore } from '@tamaru/db/photo-store'
import path from 'node:path'
import { stripStoredPhotos } from '../api/src/photos/strip-stored-photos.ts'
import { keptFolder } from './kept-folder.ts'
import { withAccount } from './with-account.ts'

/** `npm run strip-photos`: takes place, time, device and other notes out of the photos that were stored with them. */
await withAccount(async (db, account) => {
  const store = openPhotoStore(process.env.PHOTO_STORE || path.join(keptFolder(), 'photos'))
  const done = await stripStoredPhotos({ db, store, now: () => new Date() }, account.id)
  const counts = `${done.stripped} photo(s) stripped, ${done.absent} not in the store`
  if (done.notUnderstood.length > 0)
    throw new Error(
      `${counts}; not understood, left as they are and shown to nobody:\n${done.notUnderstood.join('\n')}`,
    )
  return counts
})
