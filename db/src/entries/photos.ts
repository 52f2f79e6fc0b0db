import type { PhotoMediaType } from '../photo-store/strip-photo.ts'
import type { Sql } from '../open-db.ts'

export interface Photo {
  accountId: string
  /** Of the bytes as they were sent. */
  sha256: string
  mediaType: PhotoMediaType
  /** As stored. */
  bytes: number
  /** Since when no more than its picture is stored; null where it still lies as it was sent. */
  strippedAt: Date | null
}

/**
 * Records a stored photo; the same photo again changes nothing, but that it is stripped now. `deleted` where its bytes were
 * deleted once. Holds the photo until the transaction ends: its bytes are not deleted meanwhile.
 */
export async function record(sql: Sql, photo: Photo, now: Date): Promise<{ deleted: boolean }> {
  await sql`
    insert into photo ${sql({ ...photo, storedAt: now })} on conflict (account_id, sha256)
    do update set bytes = excluded.bytes, stripped_at = excluded.stripped_at where photo.stripped_at is null`
  return { deleted: await isDeleted(sql, photo) }
}

/**
 * Tells whether a photo's bytes were deleted, and holds the photo until the transaction ends: they are not deleted
 * meanwhile.
 */
export async function isDeleted(
  sql: Sql,
  { accountId, sha256 }: Pick<Photo, 'accountId' | 'sha256'>,
): Promise<boolean> {
  const [row] = await sql<{ deleted: boolean }[]>`
    select deleted_at is not null as deleted from photo
    where account_id = ${accountId} and sha256 = ${sha256} for no key update`
  return row!.deleted
}

/** Notes that a photo's bytes are there again. */
export async function markRestored(sql: Sql, accountId: string, sha256: string): Promise<void> {
  await sql`update photo set deleted_at = null where account_id = ${accountId} and sha256 = ${sha256}`
}

/**
 * Holds a photo alone until the transaction ends, and tells whether nobody needs it: every entry that holds it was taken
 * back. Whoever enters with the same bytes at this moment comes before or after.
 */
export async function lockUnneeded(sql: Sql, accountId: string, sha256: string): Promise<boolean> {
  await sql`select 1 from photo where account_id = ${accountId} and sha256 = ${sha256} for update`
  const needing = await sql`
    select 1 from entry where account_id = ${accountId} and photo_sha256 = ${sha256} and unsent_at is null limit 1`
  return needing.length === 0
}

const OPEN = ['received', 'reading', 'needs_review']

/** Lists photos of an account that were stored before and whose entries are all decided, the oldest first. */
export async function listOld(sql: Sql, accountId: string, before: Date, limit: number): Promise<string[]> {
  const rows = await sql<{ sha256: string }[]>`
    select sha256 from photo p where account_id = ${accountId} and stored_at < ${before} and deleted_at is null
      and not exists (select from entry e where e.account_id = p.account_id and e.photo_sha256 = p.sha256
        and e.state in ${sql(OPEN)})
    order by stored_at limit ${limit}`
  return rows.map(({ sha256 }) => sha256)
}

/** Holds a photo alone until the transaction ends, and tells whether every entry that holds it is decided. */
export async function lockSettled(sql: Sql, accountId: string, sha256: string): Promise<boolean> {
  await sql`select 1 from photo where account_id = ${accountId} and sha256 = ${sha256} for update`
  const open = await sql`
    select 1 from entry where account_id = ${accountId} and photo_sha256 = ${sha256} and state in ${sql(OPEN)} limit 1`
  return open.length === 0
}

/** Notes that a photo's bytes were deleted. What is known of it stays, for nobody is credited for it twice. */
export async function markDeleted(sql: Sql, accountId: string, sha256: string, at: Date): Promise<void> {
  await sql`update photo set deleted_at = ${at} where account_id = ${accountId} and sha256 = ${sha256}`
}

export async function find(sql: Sql, accountId: string, sha256: string): Promise<Photo | undefined> {
  const [photo] = await sql<Photo[]>`
    select account_id, sha256, media_type, bytes, stripped_at from photo
    where account_id = ${accountId} and sha256 = ${sha256}`
  return photo
}

/** The next photos of an account that lie as they were sent, by their hash. */
export async function listUnstripped(
  sql: Sql,
  accountId: string,
  afterSha256: string,
  limit: number,
): Promise<Photo[]> {
  return sql<Photo[]>`
    select account_id, sha256, media_type, bytes, stripped_at from photo
    where account_id = ${accountId} and stripped_at is null and deleted_at is null and sha256 > ${afterSha256}
    order by sha256 limit ${limit}`
}
