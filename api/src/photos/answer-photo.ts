import { photos, type entries } from '@tamaru/db'
import { photoKey } from '@tamaru/db/photo-store'
import { stripPhoto } from '@tamaru/db/strip-photo'
import { ProblemError } from '@tamaru/domain'
import type { Context } from 'hono'
import type { AppEnv } from '../http/app-env.ts'

/**
 * Answers with an entry's photo; who may see it is the caller's business. A photo never changes under its entry, and one
 * that still lies as it was sent goes out stripped. One that was taken back is shown to nobody.
 */
export async function answerPhoto(c: Context<AppEnv>, entry: entries.Entry): Promise<Response> {
  const { db, photos: store } = c.var.ports
  if (entry.unsentAt) throw new ProblemError('not_found')
  const photo = await photos.find(db, entry.accountId, entry.photoSha256)
  const stored = await store.get(photoKey(entry.accountId, entry.photoSha256))
  if (!stored || !photo) throw new ProblemError('not_found')
  const bytes = photo.strippedAt ? stored : stripPhoto(stored, photo.mediaType)
  if (!bytes) throw new ProblemError('photo_unreadable')
  return c.body(bytes as Uint8Array<ArrayBuffer>, 200, {
    'content-type': photo.mediaType,
    // Long enough for a screen and the next one; not on a shared machine after the session has ended.
    'cache-control': 'private, max-age=300',
    'content-disposition': 'inline; filename="receipt"',
  })
}
