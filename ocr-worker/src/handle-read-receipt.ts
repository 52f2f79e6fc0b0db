import { entries, jobs, readings, underLease, type Db, type JobResult, type Sql } from '@tamaru/db'
import { photoKey, PhotoStoreFailed, type PhotoStore } from '@tamaru/db/photo-store'
import { isDrawnAnew, payloadOf, sniffPhoto, unreadableReading, type Reading } from '@tamaru/domain'
import { keepDrawn } from './keep-drawn.ts'
import type { Reader } from './open-reader.ts'
import { UnreadableImage } from './read-receipt/unreadable-image.ts'

/** A store that copies itself to several places may have a photo a little later everywhere. */
const LOST_AFTER_MS = 5 * 60_000
const ASK_AGAIN_S = 20

/**
 * Reads an entry's photo. The reading and the job that settles the entry are committed together. A store that is away is
 * waited for, as long as it takes; a photo that it has lost ends its entry, and its shopper is asked to send it again.
 */
export async function handleReadReceipt(
  job: jobs.Job,
  { db, photos, reader, now }: { db: Db; photos: PhotoStore; reader: Pick<Reader, 'read'>; now: () => Date },
): Promise<JobResult> {
  const { accountId } = job
  const { entryId } = payloadOf('read_receipt', job)
  const entry = await entries.find(db, accountId, entryId)
  if (!entry) return { outcome: 'bury', error: `there is no entry ${entryId}` }
  if (entry.state === 'withdrawn') return { outcome: 'done' }
  await entries.markReading(db, accountId, entryId)
  const photo = await photos.get(photoKey(accountId, entry.photoSha256)).catch(asAway)
  if (photo instanceof PhotoStoreFailed) return { outcome: 'wait', wait_s: ASK_AGAIN_S, error: photo.message }
  if (!photo && now().getTime() - entry.createdAt.getTime() < LOST_AFTER_MS)
    return { outcome: 'wait', wait_s: ASK_AGAIN_S, error: 'the photo store does not hold the photo' }

  let drawn: Uint8Array | undefined
  const reading = photo
    ? await readUnlessDeadly(photo, job, reader, (jpeg) => (drawn = jpeg))
    : unreadableReading('the photo store has lost the photo', 'photo_lost')
  const failed = await underLease(db, job, async (sql) => {
    if (drawn) await keepDrawn(sql, photos, entry, drawn)
    await handOver(sql, accountId, entryId, reading, now())
  }).catch(asAway)
  return failed ? { outcome: 'wait', wait_s: ASK_AGAIN_S, error: failed.message } : { outcome: 'done' }
}

/** An entry whose reading was given up does not wait for ever: it goes on as one that cannot be read. */
export async function leaveToStaff(
  sql: Sql,
  job: Pick<jobs.Job, 'accountId' | 'payload'>,
  now: Date,
): Promise<void> {
  const { entryId } = payloadOf('read_receipt', job)
  const entry = await entries.find(sql, job.accountId, entryId)
  if (!entry || entry.decision || (await readings.findNewest(sql, job.accountId, entryId))) return
  await handOver(sql, job.accountId, entryId, unreadableReading('the reading was given up'), now)
}

async function handOver(
  sql: Sql,
  accountId: string,
  entryId: string,
  reading: Reading,
  now: Date,
): Promise<void> {
  // Its shopper took it back while it was read: what it showed is not kept.
  if ((await entries.lock(sql, accountId, entryId))?.state === 'withdrawn') return
  await readings.recordByMachine(sql, accountId, entryId, reading, now)
  await jobs.enqueue(sql, {
    accountId,
    kind: 'settle_entry',
    payload: { entryId },
    naturalKey: entryId,
    now,
  })
}

function asAway(error: unknown): PhotoStoreFailed {
  if (error instanceof PhotoStoreFailed) return error
  throw error
}

/** A photo that took the process down with it before is not tried a third time: staff look at it instead. */
async function readUnlessDeadly(
  photo: Uint8Array,
  job: jobs.Job,
  reader: Pick<Reader, 'read'>,
  onDrawn: (jpeg: Uint8Array) => void,
) {
  if (job.attempts > 2) return unreadableReading('the reader failed on this photo before', whyUnseen(photo))
  try {
    return await reader.read(photo, { onDrawn })
  } catch (error) {
    if (error instanceof UnreadableImage) return unreadableReading(error.message, whyUnseen(photo))
    throw error
  }
}

/** What staff see of a HEIC photo or a PDF is what was drawn of it. */
function whyUnseen(photo: Uint8Array): 'not_drawn' | 'unreadable' {
  const sniffed = sniffPhoto(photo)
  return 'mediaType' in sniffed && isDrawnAnew(sniffed.mediaType) ? 'not_drawn' : 'unreadable'
}
