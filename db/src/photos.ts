import type { PhotoMediaType } from './photos/strip-photo.ts'
import type { Sql } from './open-db.ts'

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

/** Records a stored photo; the same photo again changes nothing, but that it is stripped now. */
export async function record(sql: Sql, photo: Photo): Promise<void> {
  await sql`
    insert into photo ${sql({ ...photo })} on conflict (account_id, sha256)
    do update set bytes = excluded.bytes, stripped_at = excluded.stripped_at where photo.stripped_at is null`
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
    where account_id = ${accountId} and stripped_at is null and sha256 > ${afterSha256}
    order by sha256 limit ${limit}`
}
