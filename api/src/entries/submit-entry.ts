import { entries, inTransaction, jobs, photos, type Sql } from '@tamaru/db'
import { ProblemError } from '@tamaru/domain'
import { storePhoto } from '../photos/store-photo.ts'
import type { Ports } from '../ports.ts'

export interface Submission {
  accountId: string
  shopperId: string
  bytes: Uint8Array
  source: 'app' | 'chat'
  /** The same key with the same photo is the same upload, tried again. */
  idempotencyKey: string
}

export interface Submitted {
  entry: entries.Entry
  /** The shopper had sent this very photo before, under another key: `entry` is that earlier one. */
  alreadyReceived: boolean
}

/**
 * Takes a photo in. Its bytes are stored first, then entry and job are committed together: an entry that exists has its
 * photo and will be read. Refuses what is no photo, and a key that belongs to another photo.
 */
export async function submitEntry(
  ports: Pick<Ports, 'db' | 'photos' | 'now'>,
  submission: Submission,
): Promise<Submitted> {
  const { accountId, shopperId, idempotencyKey, source } = submission
  const photo = await storePhoto(ports.photos, accountId, submission.bytes)
  return inTransaction(ports.db, async (sql) => {
    await photos.record(sql, { accountId, ...photo, strippedAt: ports.now() })
    const entry = await entries.insert(sql, {
      accountId,
      shopperId,
      photoSha256: photo.sha256,
      source,
      idempotencyKey,
    })
    if (!entry) return findEarlier(sql, submission, photo.sha256)
    await jobs.enqueue(sql, {
      accountId,
      kind: 'read_receipt',
      payload: { entryId: entry.id },
      naturalKey: entry.id,
      maxAttempts: 4,
    })
    return { entry, alreadyReceived: false }
  })
}

async function findEarlier(sql: Sql, submission: Submission, photoSha256: string): Promise<Submitted> {
  const { accountId, shopperId, idempotencyKey } = submission
  const sameKey = await entries.findByKey(sql, accountId, shopperId, idempotencyKey)
  if (sameKey) {
    if (sameKey.photoSha256 !== photoSha256) throw new ProblemError('idempotency_key_reused')
    return { entry: sameKey, alreadyReceived: false }
  }
  const samePhoto = await entries.findByPhoto(sql, accountId, shopperId, photoSha256)
  if (!samePhoto) throw new Error('an entry conflicts with one that cannot be found')
  return { entry: samePhoto, alreadyReceived: true }
}
