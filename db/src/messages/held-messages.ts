import { MESSAGE_PURPOSES, type HeldReason, type JobKind, type MessagePurpose } from '@tamaru/domain'
import type { Sql } from '../open-db.ts'
import type { EndedMessage, ReplyToken } from './outbox.ts'
import { inSortedOrder, toPage, type Key, type Page, type Place, type SortedPageAsked } from '../paging.ts'

/**
 * What time and LINE mend: these go by themselves, with the person's next message or when LINE takes them again; and so
 * does what was held for one who was no friend, once they are.
 */
const MENDED_BY_ITSELF: readonly HeldReason[] = ['quota', 'unauthorized', 'unreachable']
const GOES_WITH_A_REPLY: readonly HeldReason[] = [...MENDED_BY_ITSELF, 'not_a_friend']
/** A message that comes back so often has a fault of its own: people decide. */
const MOST_RELEASES = 20
/** Some of these the gate may hold back; five bubbles are all that a reply takes. */
const MOST_LOOKED_AT = 20

/** Since when a message must have been due to make sense now, by its purpose. */
export type FreshSince = Record<MessagePurpose, Date>

const fresh = (sql: Sql, since: FreshSince) => sql`
  greatest(o.created_at, o.not_before) > (${sql.json(since as never)}::jsonb ->> o.purpose)::timestamptz`

/** The condition on a message by the name of `o`: a reply may take it along, where its purpose is among these. */
const canRide = (sql: Sql, since: FreshSince, purposes: readonly MessagePurpose[]) => sql`
  o.state = 'held' and o.rides_with is null and not o.maybe_taken and o.releases < ${MOST_RELEASES}
  and o.reason = any(${GOES_WITH_A_REPLY as string[]}) and ${fresh(sql, since)}
  and o.purpose = any(${purposes as string[]})`

/** A message that a reply takes along. */
export interface Rider {
  id: string
  messages: unknown[]
}

/** Lists what a reply to a person might take along, oldest first, and keeps it from other replies until the transaction ends. */
export async function lockRideable(
  sql: Sql,
  { accountId, shopperId }: { accountId: string; shopperId: string },
  since: FreshSince,
): Promise<{ id: string; bubbles: number }[]> {
  return sql<{ id: string; bubbles: number }[]>`
    select o.id, jsonb_array_length(o.messages) as bubbles from outbox_message o
    where o.account_id = ${accountId} and o.shopper_id = ${shopperId} and ${canRide(sql, since, MESSAGE_PURPOSES)}
    order by o.created_at, o.id limit ${MOST_LOOKED_AT} for update of o skip locked`
}

/** Has these held messages ride with a reply. Their set stays until it has ended. */
export async function claimRiders(sql: Sql, carrierId: string, riderIds: readonly string[]): Promise<void> {
  await sql`update outbox_message set rides_with = ${carrierId} where id = any(${riderIds as string[]})`
}

export async function listRiders(sql: Sql, accountId: string, carrierId: string): Promise<Rider[]> {
  return sql<Rider[]>`
    select id, messages from outbox_message
    where account_id = ${accountId} and rides_with = ${carrierId} and state = 'held' order by created_at, id`
}

/** Has nothing ride with this message any more. */
export async function freeRiders(sql: Sql, accountId: string, carrierId: string): Promise<void> {
  await sql`
    update outbox_message set rides_with = null, releases = releases + 1
    where account_id = ${accountId} and rides_with = ${carrierId} and state = 'held'`
}

/**
 * Gives a reply token to the person's newest held message: the older ones ride before it. Undefined if nothing is held
 * that could go.
 */
export async function releaseWithReply(
  sql: Sql,
  to: { accountId: string; shopperId: string; reply: ReplyToken },
  since: FreshSince,
  purposes: readonly MessagePurpose[],
): Promise<string | undefined> {
  const [row] = await sql<{ id: string }[]>`
    update outbox_message set state = 'queued', reason = null, detail = null, stopped_at = null,
      reply_token = ${to.reply.token}, reply_until = ${to.reply.until}, releases = releases + 1
    where id = (
      select o.id from outbox_message o
      where o.account_id = ${to.accountId} and o.shopper_id = ${to.shopperId} and ${canRide(sql, since, purposes)}
      order by o.created_at desc, o.id desc limit 1 for update of o skip locked)
    returning id`
  return row?.id
}

/** The condition on a message by the name of `o`: it goes as soon as LINE takes it. */
const mendsItself = (sql: Sql, accountId: string, since: FreshSince) => sql`
  o.account_id = ${accountId} and o.state = 'held' and o.rides_with is null and o.releases < ${MOST_RELEASES}
  and (o.reason = any(${MENDED_BY_ITSELF as string[]}) or (o.reason = 'not_a_friend'
    and exists (select 1 from shopper f where f.id = o.shopper_id and f.is_friend)))
  and ${fresh(sql, since)}`

export async function waitForLine(sql: Sql, accountId: string, since: FreshSince): Promise<boolean> {
  const rows = await sql`select 1 from outbox_message o where ${mendsItself(sql, accountId, since)} limit 1`
  return rows.length > 0
}

/** Lets what waits for LINE go, oldest first, at most `limit`. Returns whom to send. */
export async function releaseWaiting(
  sql: Sql,
  accountId: string,
  since: FreshSince,
  limit: number,
): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    with released as (
      update outbox_message set state = 'queued', reason = null, detail = null, stopped_at = null,
      reply_token = case when maybe_taken then reply_token end,
      reply_until = case when maybe_taken then reply_until end,
      releases = releases + 1
    where id in (
      select o.id from outbox_message o where ${mendsItself(sql, accountId, since)}
      order by o.created_at, o.id limit ${limit} for update of o skip locked)
    returning id, created_at)
    select id from released order by created_at, id`
  return rows.map(({ id }) => id)
}

/** Finds what is queued but whose job was given up, with the first line of the job's last error. */
export async function findBuried(sql: Sql, accountId: string): Promise<{ id: string; error: string }[]> {
  const kind: JobKind = 'send_message'
  return sql<{ id: string; error: string }[]>`
    select o.id, left(split_part(j.last_error, E'\n', 1), 300) as error
    from job j join outbox_message o on o.account_id = j.account_id and o.id = (j.payload ->> 'messageId')::uuid
    where j.account_id = ${accountId} and j.kind = ${kind} and j.state = 'buried' and o.state = 'queued'
      and not exists (
        select 1 from job again where again.account_id = j.account_id and again.kind = j.kind
          and again.payload = j.payload and again.state in ('ready', 'leased'))`
}

/**
 * Lets messages go that staff want sent, whatever held them; those that are on their way already stay. Returns which.
 */
export async function releaseByStaff(
  sql: Sql,
  accountId: string,
  messageIds: readonly string[],
  now: Date,
): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    update outbox_message set state = 'queued', reason = null, detail = null, stopped_at = null, not_before = ${now},
      let_go_at = ${now},
      reply_token = null, reply_until = null, maybe_taken = false, first_pushed_at = null,
      retry_key = gen_random_uuid(), releases = releases + 1
    where account_id = ${accountId} and id = any(${messageIds as string[]}) and state = 'held' and rides_with is null
    returning id`
  return rows.map(({ id }) => id)
}

/** Ends held messages that staff do not want sent; the reason that held them stays with them. Returns them. */
export async function discardByStaff(
  sql: Sql,
  accountId: string,
  messageIds: readonly string[],
  now: Date,
): Promise<(EndedMessage & { reason: HeldReason })[]> {
  return sql<(EndedMessage & { reason: HeldReason })[]>`
    update outbox_message set state = 'discarded', stopped_at = ${now}
    where account_id = ${accountId} and id = any(${messageIds as string[]}) and state = 'held' and rides_with is null
    returning id, account_id, shopper_id, purpose, releases, reason`
}

export interface StoppedMessage {
  id: string
  shopperId: string
  shopperName: string | null
  purpose: MessagePurpose
  messages: unknown[]
  reason: HeldReason
  detail: string | null
  createdAt: Date
  stoppedAt: Date
  /** Whether it goes without anybody's doing. */
  goesByItself: boolean
}

export type StoppedOrder = 'stopped' | 'made' | 'reason'

/** Lists what has not gone out, or what was discarded. */
export async function list(
  sql: Sql,
  accountId: string,
  state: 'held' | 'discarded',
  since: FreshSince,
  asked: SortedPageAsked<StoppedOrder>,
): Promise<Page<StoppedMessage>> {
  const id: Key = [sql`o.id`, 'uuid']
  const { place, beyond, tail } = inSortedOrder(
    sql,
    {
      stopped: [[sql`o.stopped_at`, 'moment'], id],
      made: [[sql`o.created_at`, 'moment'], id],
      reason: [[sql`coalesce(o.reason, '')`, 'text'], id],
    },
    asked,
  )
  const rows = await sql<(StoppedMessage & { place: Place })[]>`
    select ${place}, o.id, o.shopper_id, s.display_name as shopper_name, o.purpose, o.messages, o.reason, o.detail,
      o.created_at, o.stopped_at,
      o.state = 'held' and (o.rides_with is not null or ${canRide(sql, since, MESSAGE_PURPOSES)}
        or ${mendsItself(sql, accountId, since)}) as goes_by_itself
    from outbox_message o join shopper s on s.id = o.shopper_id
    where o.account_id = ${accountId} and o.state = ${state} ${beyond} ${tail}`
  return toPage(rows, asked)
}

export async function countByReason(
  sql: Sql,
  accountId: string,
  state: 'held' | 'discarded',
): Promise<{ reason: HeldReason; messages: number }[]> {
  return sql<{ reason: HeldReason; messages: number }[]>`
    select reason, count(*)::int as messages from outbox_message
    where account_id = ${accountId} and state = ${state} group by reason order by messages desc, reason`
}
