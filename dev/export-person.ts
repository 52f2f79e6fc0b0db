import { openPhotoStore, photoKey } from '@tamaru/db/photo-store'
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { exportPerson } from '../api/src/leaving/export-person.ts'
import { DEMO_CONTACT_KEY } from './demo-line.ts'
import { findPerson } from './find-person.ts'
import { isDemo } from './is-demo.ts'
import { keptFolder } from './kept-folder.ts'
import { withAccount } from './with-account.ts'

const [given = '', folder = 'person'] = process.argv.slice(2)

/** `npm run export-person -- U…|ID [FOLDER]`: all that is kept of a person into FOLDER/person.json, their photos beside it. */
await withAccount(async (db, account) => {
  const { id: shopperId } = await findPerson(db, account.id, given)
  const whose = { accountId: account.id, shopperId }
  const by = { askedBy: 'operator', staffId: null } as const
  const CONTACT_KEY = process.env.CONTACT_KEY || (isDemo(process.env) ? DEMO_CONTACT_KEY : undefined)
  const exported = await exportPerson({ db, now: () => new Date(), env: { CONTACT_KEY } }, whose, by)
  await mkdir(path.join(folder, 'photos'), { recursive: true })
  await writeFile(path.join(folder, 'person.json'), JSON.stringify(exported, null, 2))
  const store = openPhotoStore(process.env.PHOTO_STORE || path.join(keptFolder(), 'photos'))
  let photos = 0
  for (const { sha256, mediaType } of exported.kept.photo as { sha256: string; mediaType: string }[]) {
    const bytes = await store.get(photoKey(account.id, sha256))
    if (!bytes) continue
    await writeFile(path.join(folder, 'photos', `${sha256}.${mediaType.replace(/^.*\//, '')}`), bytes)
    photos++
  }
  const rows = Object.values(exported.kept).reduce((sum, { length }) => sum + length, 0)
  return `${rows} rows and ${photos} photo(s) of ${shopperId} are in ${folder}`
})
