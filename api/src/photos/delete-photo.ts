import { inTransaction, jobs, photos, type Sql } from '@tamaru/db'
import { payloadOf } from '@tamaru/domain'
import { deletePhotoBytes } from '@tamaru/db/photo-store'
import type { JobHandler } from '../jobs/job-handler.ts'

/** The store may be away for hours; the promise is to delete. */
const TRIES = 40

/** Has a photo's bytes deleted once the caller's transaction stands, unless an entry needs them then. */
export async function deletePhotoLater(
  sql: Sql,
  accountId: string,
  sha256: string,
  now: Date,
): Promise<void> {
  await jobs.enqueue(sql, { accountId, kind: 'delete_photo', payload: { sha256 }, maxAttempts: TRIES, now })
}

/** Deletes the bytes of a photo that was taken back, while nobody can enter with it; not where another entry holds it. */
export const deletePhoto: JobHandler = async (job, ports) => {
  const { sha256 } = payloadOf('delete_photo', job)
  await inTransaction(ports.db, async (sql) => {
    if (!(await photos.lockUnneeded(sql, job.accountId, sha256))) return
    await deletePhotoBytes(ports.photos, job.accountId, sha256)
    await photos.markDeleted(sql, job.accountId, sha256, ports.now())
  })
  return { outcome: 'done' }
}
