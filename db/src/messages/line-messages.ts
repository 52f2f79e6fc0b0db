import type { Sql } from '../open-db.ts'

/** Which chat messages carried which entry's photo, and which were taken back. */

/** Tells whether a message was taken back, as far as is known by now. */
export async function isUnsent(sql: Sql, accountId: string, messageId: string): Promise<boolean> {
  const rows = await sql`
    select 1 from line_message
    where account_id = ${accountId} and message_id = ${messageId} and unsent_at is not null`
  return rows.length > 0
}

/**
 * Notes that a message carried an entry's photo. True where it was taken back already. Whoever takes it back at the same
 * moment comes before or after, and learns of the other.
 */
export async function tie(
  sql: Sql,
  accountId: string,
  messageId: string,
  entryId: string,
): Promise<{ unsent: boolean }> {
  const [row] = await sql<{ unsent: boolean }[]>`
    insert into line_message (account_id, message_id, entry_id) values (${accountId}, ${messageId}, ${entryId})
    on conflict (account_id, message_id) do update set entry_id = excluded.entry_id
    returning unsent_at is not null as unsent`
  return row!
}

/** Notes that a message was taken back. Returns the entry whose photo it carried, if any. */
export async function markUnsent(
  sql: Sql,
  accountId: string,
  messageId: string,
  at: Date,
): Promise<{ entryId: string | null }> {
  const [row] = await sql<{ entryId: string | null }[]>`
    insert into line_message as m (account_id, message_id, unsent_at) values (${accountId}, ${messageId}, ${at})
    on conflict (account_id, message_id) do update set unsent_at = coalesce(m.unsent_at, excluded.unsent_at)
    returning entry_id`
  return row!
}

/** Tells whether an entry's photo still stands in the chat: some message that carried it was not taken back. */
export async function isInChat(sql: Sql, accountId: string, entryId: string): Promise<boolean> {
  const rows = await sql`
    select 1 from line_message
    where account_id = ${accountId} and entry_id = ${entryId} and unsent_at is null limit 1`
  return rows.length > 0
}
