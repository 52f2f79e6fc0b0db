import type { Sql } from './open-db.ts'

export interface OutboxMessage {
  id: string
  accountId: string
  shopperId: string
  lineUserId: string
  purpose: 'answer' | 'result' | 'survey' | 'offer' | 'reminder'
  messages: unknown[]
  replyToken: string | null
  retryKey: string
  state: 'queued' | 'sent' | 'dropped'
  notBefore: Date
  firstTriedAt: Date | null
  createdAt: Date
  offersConsentAt: Date | null
}

/** Writes a message to be sent, in the caller's transaction. Undefined if the natural key stands already. */
export async function write(
  sql: Sql,
  message: {
    accountId: string
    shopperId: string
    naturalKey: string
    purpose: OutboxMessage['purpose']
    messages: readonly object[]
    replyToken?: string | null
    notBefore?: Date
  },
): Promise<string | undefined> {
  const [row] = await sql<{ id: string }[]>`
    insert into outbox_message (account_id, shopper_id, natural_key, purpose, messages, reply_token, not_before)
    values (${message.accountId}, ${message.shopperId}, ${message.naturalKey}, ${message.purpose},
            ${sql.json(message.messages as never)}, ${message.replyToken ?? null},
            coalesce(${message.notBefore ?? null}::timestamptz, now()))
    on conflict on constraint outbox_once do nothing returning id`
  return row?.id
}

export async function find(
  sql: Sql,
  accountId: string,
  messageId: string,
): Promise<OutboxMessage | undefined> {
  const [row] = await sql<OutboxMessage[]>`
    select o.*, s.line_user_id, s.offers_consent_at from outbox_message o join shopper s on s.id = o.shopper_id
    where o.account_id = ${accountId} and o.id = ${messageId}`
  return row
}

/** Marks the first try: LINE keeps a retry key for 24 hours from then. */
export async function markTried(sql: Sql, messageId: string): Promise<void> {
  await sql`update outbox_message set first_tried_at = coalesce(first_tried_at, now()) where id = ${messageId}`
}

/** A reply token that LINE refused is spent: what is left is to push. */
export async function dropReplyToken(sql: Sql, messageId: string): Promise<void> {
  await sql`update outbox_message set reply_token = null where id = ${messageId}`
}

export async function markSent(sql: Sql, messageId: string, lineRequestId: string | null): Promise<void> {
  await sql`
    update outbox_message set state = 'sent', sent_at = now(), line_request_id = ${lineRequestId}
    where id = ${messageId} and state = 'queued'`
}

export async function drop(sql: Sql, messageId: string, because: string): Promise<void> {
  await sql`
    update outbox_message set state = 'dropped', dropped_because = ${because}
    where id = ${messageId} and state = 'queued'`
}
