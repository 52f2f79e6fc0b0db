import type { Sql } from './open-db.ts'

/** Records a stored photo; the same bytes again change nothing. */
export async function record(
  sql: Sql,
  photo: { accountId: string; sha256: string; mediaType: string; bytes: number },
): Promise<void> {
  await sql`insert into photo ${sql(photo)} on conflict do nothing`
}

export async function findMediaType(
  sql: Sql,
  accountId: string,
  sha256: string,
): Promise<string | undefined> {
  const [photo] = await sql<{ mediaType: string }[]>`
    select media_type from photo where account_id = ${accountId} and sha256 = ${sha256}`
  return photo?.mediaType
}
