import { photos, type entries } from '@tamaru/db'
import { PhotoStoreFailed } from '@tamaru/db/photo-store'
import { isDrawnAnew, ProblemError } from '@tamaru/domain'
import type { Context } from 'hono'
import type { AppEnv } from '../http/app-env.ts'
import { followStream } from '../http/follow-stream.ts'
import { USUAL_LIMITS } from '../http/route-limits.ts'
import { openShown } from './open-picture.ts'

/**
 * Answers with an entry's photo, as fast as it is taken and without holding it; who may see it is the caller's business.
 * One that was taken back is shown to nobody; of a format that browsers do not show, what the reader drew. Whoever takes
 * many at once waits for their own.
 */
export async function answerPhoto(c: Context<AppEnv>, entry: entries.Entry): Promise<Response> {
  const { db, photos: store } = c.var.ports
  if (entry.unsentAt) throw new ProblemError('not_found')
  const photo = await photos.find(db, entry.accountId, entry.photoSha256)
  if (!photo) throw new ProblemError('not_found')
  const giveBack = await takeRoom(c)
  const opened = await openShown(store, photo).catch((error: unknown) => {
    giveBack()
    throw error
  })
  if (!opened) {
    giveBack()
    throw new ProblemError('not_found')
  }
  const { stream, over } = followStream(opened.body)
  void over.then((error) => {
    giveBack()
    if (error instanceof PhotoStoreFailed) logCut(c, error)
  })
  const headers = {
    'content-type': isDrawnAnew(photo.mediaType) ? 'image/jpeg' : photo.mediaType,
    ...(opened.bytes === undefined ? {} : { 'content-length': String(opened.bytes) }),
    // Long enough for a screen and the next one; not on a shared machine after the session has ended.
    'cache-control': 'private, max-age=300',
    'content-disposition': 'inline; filename="receipt"',
  }
  // Only the head was asked for, or the time for an answer is over.
  const isUnread = c.req.method === 'HEAD' || c.finalized
  if (!isUnread) return c.body(stream, 200, headers)
  await stream.cancel()
  return c.body(null, 200, headers)
}

/** Resolves with what gives the room back. */
async function takeRoom({ var: { photoRoom, shopper, staff } }: Context<AppEnv>): Promise<() => void> {
  const reader = { limits: USUAL_LIMITS, bytes: 0, whose: shopper?.id ?? staff.id }
  await photoRoom.take(reader)
  return () => photoRoom.giveBack(reader)
}

function logCut(c: Context<AppEnv>, { message: error }: PhotoStoreFailed): void {
  const { ports, requestId } = c.var
  ports.log({ level: 'error', msg: 'a photo broke off on its way', requestId, path: c.req.path, error })
}
