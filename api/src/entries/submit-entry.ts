import { entries, hasLeft, inTransaction, jobs, notices, photos, type Sql } from '@tamaru/db'
import { ProblemError } from '@tamaru/domain'
import { randomUUID } from 'node:crypto'
import { requireAdmittedToEnter } from '../admission/find-admission.ts'
import { recordHappening } from '../happenings/record-happening.ts'
import { deletePhotoLater } from '../photos/delete-photo.ts'
import { storePhoto } from '../photos/store-photo.ts'
import type { Ports } from '../ports.ts'
import { mayComeAgain } from './may-come-again.ts'

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
 * photo and will be read. Refuses what is no photo, a key that belongs to another
 * photo, whom the campaign is not for, and everything while the account has published no notice. A photo that was sent before
 * is entered once more where it may come again: the new entry then stands in the place of the old.
 */
export async function submitEntry(
  ports: Pick<Ports, 'db' | 'photos' | 'now'>,
  submission: Submission,
): Promise<Submitted> {
  const { accountId, shopperId, bytes, idempotencyKey, source } = submission
  if (!(await notices.find(ports.db, accountId))) throw new ProblemError('notice_missing')
  const photo = await storePhoto(ports.photos, accountId, bytes)
  const at = ports.now()
  const entered = inTransaction(ports.db, async (sql) => {
    const { deleted } = await photos.record(sql, { accountId, ...photo, strippedAt: at }, at)
    const photoSha256 = photo.sha256
    const wanted = { accountId, shopperId, photoSha256, source, idempotencyKey, createdAt: at }
    const submitted = await enter(sql, wanted)
    if (!deleted) return submitted
    // The bytes that were stored just now may be gone already with those that somebody took back, or must go too.
    if (submitted.entry.unsentAt) await deletePhotoLater(sql, accountId, photoSha256, at)
    else {
      await storePhoto(ports.photos, accountId, bytes)
      await photos.markRestored(sql, accountId, photoSha256)
    }
    return submitted
  })
  return entered.catch(async (failure: unknown) => {
    // Its sender has left while it came, or is not let in: their photo goes too.
    if (hasLeft(failure) || failure instanceof ProblemError)
      await inTransaction(ports.db, (sql) => deletePhotoLater(sql, accountId, photo.sha256, at))
    throw failure
  })
}

type Wanted = Parameters<typeof entries.insert>[1]

async function enter(sql: Sql, wanted: Wanted): Promise<Submitted> {
  const entry = await entries.insert(sql, wanted)
  if (entry) return begin(sql, entry)
  const { accountId, shopperId, idempotencyKey, photoSha256 } = wanted
  const sameKey = await entries.findByKey(sql, accountId, shopperId, idempotencyKey)
  if (sameKey) {
    if (sameKey.photoSha256 !== photoSha256) throw new ProblemError('idempotency_key_reused')
    return { entry: sameKey, alreadyReceived: false }
  }
  const earlier = await lockEarlier(sql, wanted)
  if (!(await mayComeAgain(sql, earlier, wanted.createdAt))) return { entry: earlier, alreadyReceived: true }
  const id = randomUUID()
  await entries.follow(sql, accountId, earlier.id, id)
  return begin(sql, (await entries.insert(sql, { ...wanted, id }))!)
}

async function begin(sql: Sql, entry: entries.Entry): Promise<Submitted> {
  const { accountId, shopperId, id: entryId, source, createdAt: at } = entry
  await requireAdmittedToEnter(sql, { accountId, shopperId }, at)
  await jobs.enqueue(sql, {
    accountId,
    kind: 'read_receipt',
    payload: { entryId },
    naturalKey: entryId,
    personId: shopperId,
    maxAttempts: 4,
    now: entry.createdAt,
  })
  const naturalKey = `entry:${entryId}:submitted`
  const payload = { entryId, source }
  await recordHappening(sql, { accountId, shopperId, kind: 'entry_submitted', at, naturalKey, payload })
  return { entry, alreadyReceived: false }
}

/** The entry that holds the photo, held. Where another upload took the photo over while we waited, it is that one's. */
async function lockEarlier(
  sql: Sql,
  { accountId, shopperId, photoSha256 }: Pick<Wanted, 'accountId' | 'shopperId' | 'photoSha256'>,
): Promise<entries.Entry> {
  for (;;) {
    const found = await entries.findByPhoto(sql, accountId, shopperId, photoSha256)
    if (!found) throw new Error('an entry conflicts with one that cannot be found')
    const held = await entries.lock(sql, accountId, found.id)
    if (held && held.followedBy === null) return held
  }
}
