import { entries, jobs, readings, underLease, type Db, type JobResult } from '@tamaru/db'
import { photoKey, type PhotoStore } from '@tamaru/db/photo-store'
import { z } from 'zod'
import type { Reader } from './open-reader.ts'
import { UnreadableImage } from './read-receipt/unreadable-image.ts'
import { unreadableReading } from './unreadable-reading.ts'

const Payload = z.object({ entryId: z.uuid() })

/** Reads an entry's photo. The reading and the job that settles the entry are committed together. */
export async function handleReadReceipt(
  job: jobs.Job,
  { db, photos, reader }: { db: Db; photos: PhotoStore; reader: Reader },
): Promise<JobResult> {
  const { accountId } = job
  const { entryId } = Payload.parse(job.payload)
  const entry = await entries.find(db, accountId, entryId)
  if (!entry) return { outcome: 'bury', error: `there is no entry ${entryId}` }
  if (entry.state === 'withdrawn') return { outcome: 'done' }
  await entries.markReading(db, accountId, entryId)
  const photo = await photos.get(photoKey(accountId, entry.photoSha256))
  if (!photo) return { outcome: 'retry', error: 'the photo store does not hold the photo' }

  // A photo that took the process down with it before is not tried a third time: staff look at it instead.
  const reading =
    job.attempts > 2 ? unreadableReading('the reader failed on this photo before') : await read(photo, reader)
  await underLease(db, job, async (sql) => {
    // Its shopper took it back while it was read: what it showed is not kept.
    if ((await entries.lock(sql, accountId, entryId))?.state === 'withdrawn') return
    await readings.recordByMachine(sql, accountId, entryId, reading)
    await jobs.enqueue(sql, { accountId, kind: 'settle_entry', payload: { entryId }, naturalKey: entryId })
  })
  return { outcome: 'done' }
}

async function read(photo: Uint8Array, reader: Reader) {
  try {
    return await reader.read(photo)
  } catch (error) {
    if (error instanceof UnreadableImage) return unreadableReading(error.message)
    throw error
  }
}
