import { photos, type entries } from '@tamaru/db'
import { photoKey } from '@tamaru/db/photo-store'
import { ProblemError } from '@tamaru/domain'
import type { Context } from 'hono'
import type { AppEnv } from '../http/app-env.ts'

/** Answers with an entry's photo; who may see it is the caller's business. A photo never changes under its entry. */
export async function answerPhoto(c: Context<AppEnv>, entry: entries.Entry): Promise<Response> {
  const { db, photos: store } = c.var.ports
  const bytes = await store.get(photoKey(entry.accountId, entry.photoSha256))
  const mediaType = await photos.findMediaType(db, entry.accountId, entry.photoSha256)
  if (!bytes || !mediaType) throw new ProblemError('not_found')
  return c.body(bytes as Uint8Array<ArrayBuffer>, 200, {
    'content-type': mediaType,
    'cache-control': 'private, max-age=86400, immutable',
    'x-content-type-options': 'nosniff',
  })
}
