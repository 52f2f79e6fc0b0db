import type { Sql } from '../open-db.ts'

/** Stores an event once. False if LINE has sent it before. */
export async function store(
  sql: Sql,
  event: { accountId: string; webhookEventId: string; type: string; event: unknown; receivedAt: Date },
): Promise<boolean> {
  const { count } = await sql`
    insert into webhook_event (account_id, webhook_event_id, type, event, received_at)
    values (${event.accountId}, ${event.webhookEventId}, ${event.type}, ${sql.json(event.event as never)},
            ${event.receivedAt})
    on conflict do nothing`
  return count === 1
}

/** Finds the stored event, unparsed, while it waits to be handled; undefined when it has been. */
export async function findUnhandled(
  sql: Sql,
  accountId: string,
  webhookEventId: string,
): Promise<{ event: unknown; receivedAt: Date } | undefined> {
  const [row] = await sql<{ event: unknown; receivedAt: Date }[]>`
    select event, received_at from webhook_event
    where account_id = ${accountId} and webhook_event_id = ${webhookEventId} and handled_at is null`
  return row
}

/** Forgets what a message said, in every event that tells of it: what is left names it and its kind. */
export async function forgetMessage(sql: Sql, accountId: string, messageId: string): Promise<void> {
  await sql`
    update webhook_event set event = jsonb_set(event, '{message}',
      jsonb_build_object('id', ${messageId}::text, 'type', event -> 'message' ->> 'type'))
    where account_id = ${accountId} and event -> 'message' ->> 'id' = ${messageId}`
}

/** Of an event that is done with, what remains: which kind of message came when. Not who wrote it, nor what. */
const remains = (sql: Sql) => sql`
  jsonb_strip_nulls(jsonb_build_object('type', type, 'timestamp', event -> 'timestamp',
    'message', case when event ? 'message' then
      jsonb_build_object('id', event -> 'message' -> 'id', 'type', event -> 'message' -> 'type') end))`

/** Marks an event as handled and forgets what it said. */
export async function markHandled(
  sql: Sql,
  accountId: string,
  webhookEventId: string,
  at: Date,
): Promise<void> {
  await sql`
    update webhook_event set handled_at = ${at}, event = ${remains(sql)}
    where account_id = ${accountId} and webhook_event_id = ${webhookEventId}`
}

/** Forgets all events of an account that came before, which LINE does not bring again. Returns how many. */
export async function forgetOld(sql: Sql, accountId: string, before: Date): Promise<number> {
  return (await sql`delete from webhook_event where account_id = ${accountId} and received_at < ${before}`)
    .count
}

/** Forgets what the events said that nobody could handle until then. Returns how many. */
export async function giveUp(sql: Sql, accountId: string, before: Date, at: Date): Promise<number> {
  const { count } = await sql`
    update webhook_event set handled_at = ${at}, event = ${remains(sql)}
    where account_id = ${accountId} and handled_at is null and received_at < ${before}`
  return count
}
