import type { Sql } from './open-db.ts'

export interface Session {
  accountId: string
  shopperId: string | null
  staffId: string | null
  expiresAt: Date
}

/** Opens a session; only the SHA-256 of its token is stored. */
export async function open(
  sql: Sql,
  session: {
    tokenSha256: Uint8Array
    accountId: string
    shopperId?: string
    staffId?: string
    expiresAt: Date
  },
): Promise<void> {
  await sql`
    insert into session (token_sha256, account_id, shopper_id, staff_id, expires_at)
    values (${session.tokenSha256}, ${session.accountId}, ${session.shopperId ?? null}, ${session.staffId ?? null},
            ${session.expiresAt})`
}

export async function find(sql: Sql, tokenSha256: Uint8Array): Promise<Session | undefined> {
  const [session] = await sql<Session[]>`
    select account_id, shopper_id, staff_id, expires_at from session
    where token_sha256 = ${tokenSha256} and expires_at > now()`
  return session
}

export async function close(sql: Sql, tokenSha256: Uint8Array): Promise<void> {
  await sql`delete from session where token_sha256 = ${tokenSha256}`
}

export async function removeExpired(sql: Sql): Promise<number> {
  return (await sql`delete from session where expires_at <= now()`).count
}
