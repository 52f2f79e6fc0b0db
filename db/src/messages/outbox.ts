import {
  AWAITED,
  ConsentPolicy,
  SendingRules,
  type HeldReason,
  type Language,
  type MessagePurpose,
  type PersonConsents,
  type TemplateKind,
} from '@tamaru/domain'
import { lastSaid } from '../consent/consents.ts'
import type { Sql } from '../open-db.ts'

export interface OutboxMessage extends Pick<PersonConsents, 'said' | 'policy'> {
  id: string
  accountId: string
  shopperId: string
  lineUserId: string
  purpose: MessagePurpose
  messages: unknown[]
  replyToken: string | null
  /** Until then LINE surely takes the reply token. Null without one. */
  replyUntil: Date | null
  retryKey: string
  state: 'queued' | 'sent' | 'held' | 'discarded'
  reason: HeldReason | null
  notBefore: Date
  /** A call went out, and nobody knows whether LINE took it. */
  maybeTaken: boolean
  /** LINE keeps the retry key for 24 hours from then. */
  firstPushedAt: Date | null
  createdAt: Date
  /** Staff have said that it is to go. */
  letGoAt: Date | null
  rules: SendingRules
  /** Where the person lives, by its number; null: not told. */
  prefecture: string | null
  /** Somebody who tries the account out. */
  isTest: boolean
  /** Whether a push reaches the person, as far as that is known. */
  isFriend: boolean | null
  /** The person has stopped their use. */
  hasStopped: boolean
}

/** LINE's word for one free answer, and until when LINE surely takes it. */
export interface ReplyToken {
  token: string
  until: Date
}

/** Whose words a bubble has: version 0 is the product's own. */
export interface UsedTemplate {
  kind: TemplateKind
  version: number
  language: Language
}

/**
 * Writes a message to be sent, in the caller's transaction. Undefined if the natural key stands already, and where its person
 * has left.
 */
export async function write(
  sql: Sql,
  message: {
    accountId: string
    shopperId: string
    naturalKey: string
    purpose: MessagePurpose
    messages: readonly object[]
    /** Which words each of them has. */
    templates?: readonly UsedTemplate[]
    reply?: ReplyToken
    notBefore?: Date
    now: Date
  },
): Promise<string | undefined> {
  const { reply, now } = message
  const [row] = await sql<{ id: string }[]>`
    insert into outbox_message
      (account_id, shopper_id, natural_key, purpose, messages, templates, reply_token, reply_until, not_before,
       created_at)
    values (${message.accountId}, ${message.shopperId}, ${message.naturalKey}, ${message.purpose},
            ${sql.json(message.messages as never)}, ${sql.json((message.templates ?? []) as never)}, ${reply?.token ?? null}, ${reply?.until ?? null},
            ${message.notBefore ?? now}, ${now})
    on conflict on constraint outbox_once do nothing returning id`
  return row?.id
}

export async function find(
  sql: Sql,
  accountId: string,
  messageId: string,
): Promise<OutboxMessage | undefined> {
  const [row] = await sql<(OutboxMessage & { consentPolicy: unknown; sendingRules: unknown })[]>`
    select o.*, s.line_user_id, s.is_friend, s.prefecture, s.test_side is not null as is_test,
      s.stopped_at is not null as has_stopped, a.consent_policy, a.sending_rules, ${lastSaid(sql, sql`s.account_id`, sql`s.id`)} as said
    from outbox_message o join shopper s on s.id = o.shopper_id join account a on a.id = o.account_id
    where o.account_id = ${accountId} and o.id = ${messageId}`
  if (!row) return undefined
  const { consentPolicy, sendingRules, ...message } = row
  return {
    ...message,
    policy: ConsentPolicy.parse(consentPolicy),
    rules: SendingRules.parse(sendingRules),
  }
}

/** Lists when other messages that count against the caps passed the gate to the same person and may have arrived. */
export async function listPassed(
  sql: Sql,
  { id, accountId, shopperId }: Pick<OutboxMessage, 'id' | 'accountId' | 'shopperId'>,
  since: Date,
): Promise<Date[]> {
  const rows = await sql<{ passedAt: Date }[]>`
    select passed_at from outbox_message
    where account_id = ${accountId} and shopper_id = ${shopperId} and passed_at > ${since} and id <> ${id}
      and purpose <> all(${AWAITED as string[]})
      and (state in ('queued', 'sent') or maybe_taken or rides_with is not null)`
  return rows.map(({ passedAt }) => passedAt)
}

/**
 * Counts how many messages were pushed since then, and, of those that passed the gate since `passedSince`, are about to be;
 * `except` is the one that is asked about. What went by reply costs nothing.
 */
export async function countPushed(
  sql: Sql,
  accountId: string,
  since: Date,
  { passedSince = since, except = null }: { passedSince?: Date; except?: string | null } = {},
): Promise<number> {
  const [row] = await sql<{ pushed: number }[]>`
    select (select count(*) from outbox_message where account_id = ${accountId} and sent_at >= ${since}
        and state = 'sent' and reply_token is null and rides_with is null)::int
      + (select count(*) from outbox_message where account_id = ${accountId} and passed_at >= ${passedSince}
        and state = 'queued' and reply_token is null and id is distinct from ${except}::uuid)::int as pushed`
  return row!.pushed
}

/** Gives a reply token up that LINE does not take any more; nothing of it was taken. */
export async function giveTokenUp(sql: Sql, messageId: string): Promise<void> {
  await sql`
    update outbox_message set reply_token = null, reply_until = null, maybe_taken = false, passed_at = null
    where id = ${messageId} and state = 'queued'`
}

/** Counts a message against its person's caps from now on. */
export async function markPassed(sql: Sql, messageId: string, now: Date): Promise<void> {
  await sql`update outbox_message set passed_at = ${now} where id = ${messageId} and state in ('queued', 'held')`
}

/** Counts a message that the gate turns away against nothing any more, unless LINE may have taken it. */
export async function markTurnedAway(sql: Sql, messageId: string): Promise<void> {
  await sql`
    update outbox_message set passed_at = null
    where id = ${messageId} and state = 'queued' and passed_at is not null and not maybe_taken`
}

/** To be written before a reply goes out: until its answer is known, LINE may have taken it. */
export async function beginReply(sql: Sql, messageId: string): Promise<void> {
  await sql`update outbox_message set maybe_taken = true where id = ${messageId} and state = 'queued'`
}

/** To be written before a push goes out. A reply token that it had is given up. */
export async function beginPush(sql: Sql, messageId: string, now: Date): Promise<void> {
  await sql`
    update outbox_message set maybe_taken = true, reply_token = null, reply_until = null,
      first_pushed_at = coalesce(first_pushed_at, ${now})
    where id = ${messageId} and state = 'queued'`
}

/** Takes `beginReply` or `beginPush` back where no call of this message was taken: the next one is a first one. */
export async function markNotTaken(sql: Sql, messageId: string): Promise<void> {
  await sql`
    update outbox_message set maybe_taken = false, first_pushed_at = null, retry_key = gen_random_uuid()
    where id = ${messageId} and state = 'queued'`
}

/** A message that was sent or stopped just now, and how often it was let go again before. */
export type EndedMessage = Pick<OutboxMessage, 'id' | 'accountId' | 'shopperId' | 'purpose'> & {
  releases: number
}

const ended = (sql: Sql) => sql`id, account_id, shopper_id, purpose, releases`

/** Marks a message as sent, with all that its reply took along. Returns them. */
export async function markSent(
  sql: Sql,
  messageId: string,
  lineRequestId: string | null,
  now: Date,
): Promise<EndedMessage[]> {
  return sql<EndedMessage[]>`
    update outbox_message set state = 'sent', sent_at = ${now}, line_request_id = ${lineRequestId},
      reason = null, detail = null, stopped_at = null, maybe_taken = false
    where (id = ${messageId} and state = 'queued') or (rides_with = ${messageId} and state = 'held')
    returning ${ended(sql)}`
}

export interface Stop {
  reason: HeldReason
  detail?: string | null
  now: Date
}

/** Stops a message until something changes; returns it. What rode with it waits for another ride, or may have been taken with it. */
export async function hold(
  sql: Sql,
  messageId: string,
  { reason, detail, now }: Stop,
): Promise<EndedMessage[]> {
  return sql<EndedMessage[]>`
    with held as (
      update outbox_message set state = 'held', reason = ${reason}, detail = ${detail ?? null}, stopped_at = ${now}
      where id = ${messageId} and state = 'queued' returning maybe_taken, ${ended(sql)}),
    freed as (
      update outbox_message o set rides_with = null, releases = o.releases + 1,
        maybe_taken = held.maybe_taken, reason = case when held.maybe_taken then 'unsure' else o.reason end
      from held where o.rides_with = held.id and o.state = 'held')
    select ${ended(sql)} from held`
}

/** Ends a message that nobody wants any more; returns it. */
export async function discard(sql: Sql, messageId: string, { reason, now }: Stop): Promise<EndedMessage[]> {
  return sql<EndedMessage[]>`
    update outbox_message set state = 'discarded', reason = ${reason}, stopped_at = ${now}
    where id = ${messageId} and state = 'queued' returning ${ended(sql)}`
}

/** Forgets the words of an account's messages that went or were given up before. Returns how many. */
export async function forgetWords(sql: Sql, accountId: string, before: Date): Promise<number> {
  const nothing = [{ type: 'text', text: '' }]
  const { count } = await sql`
    update outbox_message set messages = ${sql.json(nothing)}
    where account_id = ${accountId} and state in ('sent', 'discarded') and created_at < ${before}
      and messages <> ${sql.json(nothing)}`
  return count
}
