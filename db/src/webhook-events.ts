import type { Sql } from './open-db.ts'

/** Stores an event once. False if LINE has sent it before. */
export async function store(
  sql: Sql,
  event: { accountId: string; webhookEventId: string; type: string; event: unknown },
): Promise<boolean> {
  const { count } = await sql`
    insert into webhook_event (account_id, webhook_event_id, type, event)
    values (${event.accountId}, ${event.webhookEventId}, ${event.type}, ${sql.json(event.event as never)})
    on conflict do nothing`
  return count === 1
}

/** The stored event, unparsed, while it waits to be handled; undefined when it has been. */
export async function findUnhandled(sql: Sql, accountId: string, webhookEventId: string): Promise<unknown> {
  const [row] = await sql<{ event: unknown }[]>`
    select event from webhook_event
    where account_id = ${accountId} and webhook_event_id = ${webhookEventId} and handled_at is null`
  return row?.event
}

export async function markHandled(sql: Sql, accountId: string, webhookEventId: string): Promise<void> {
  await sql`
    update webhook_event set handled_at = now()
    where account_id = ${accountId} and webhook_event_id = ${webhookEventId}`
}
