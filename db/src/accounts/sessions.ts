import { inTransaction, type Db, type Sql } from '../open-db.ts'

export interface Session {
  accountId: string
  shopperId: string | null
  staffId: string | null
  expiresAt: Date
}

/** One person's phone, tablet and desk, and what the same token opened once more. */
const MOST_OF_ONE = 10

/** Opens a session; only the SHA-256 of its token is stored. Of one person's the newest ten stay, older ones close. */
export async function open(
  db: Db,
  session: {
    tokenSha256: Uint8Array
    accountId: string
    shopperId?: string
    staffId?: string
    expiresAt: Date
    now: Date
  },
): Promise<void> {
  const { tokenSha256, accountId, shopperId = null, staffId = null, expiresAt, now } = session
  await inTransaction(db, async (sql) => {
    // One after the other, so that many at once cannot each overlook the rest.
    await sql`select pg_advisory_xact_lock(hashtextextended(${shopperId ?? staffId}, 0))`
    await sql`
      insert into session (token_sha256, account_id, shopper_id, staff_id, expires_at, created_at)
      values (${tokenSha256}, ${accountId}, ${shopperId}, ${staffId}, ${expiresAt}, ${now})`
    await sql`
      delete from session where token_sha256 in (
        select token_sha256 from session
        where ${shopperId ? sql`shopper_id = ${shopperId}` : sql`staff_id = ${staffId}`}
        order by expires_at desc, token_sha256 = ${tokenSha256} desc offset ${MOST_OF_ONE})`
  })
}

export async function find(sql: Sql, tokenSha256: Uint8Array, now: Date): Promise<Session | undefined> {
  const [session] = await sql<Session[]>`
    select account_id, shopper_id, staff_id, expires_at from session
    where token_sha256 = ${tokenSha256} and expires_at > ${now}`
  return session
}

export async function close(sql: Sql, tokenSha256: Uint8Array): Promise<void> {
  await sql`delete from session where token_sha256 = ${tokenSha256}`
}

export async function removeExpired(sql: Sql, now: Date): Promise<number> {
  return (await sql`delete from session where expires_at <= ${now}`).count
}
