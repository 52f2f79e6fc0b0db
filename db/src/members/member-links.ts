import { judgeClaim, type ClaimRefusal, type LinkEnder, type LinkSource } from '@tamaru/domain'
import type { Sql } from '../open-db.ts'
import { inOrder, toPage, type Page, type PageAsked, type Place } from '../paging.ts'

/** A member number as it is kept: only who has the key can read it. */
export interface KeptNumber {
  sealed: Uint8Array
  keyedHash: Uint8Array
}

export interface MemberLink extends KeptNumber {
  id: string
  shopperId: string
  source: LinkSource
  /** Of a link from elsewhere: from where. */
  origin: string | null
  since: Date
  /** Null: it stands. */
  until: Date | null
  endedBy: LinkEnder | null
  /** Why staff ended it. */
  why: string | null
}

/** How a link comes about: what came from elsewhere, somebody of the staff took in. */
export type HowLinked =
  { source: Exclude<LinkSource, 'import'> } | { source: 'import'; origin: string; staffId: string }

/** By whom a link is ended; staff say why. */
export type HowEnded = { by: Exclude<LinkEnder, 'staff'> } | { by: 'staff'; staffId: string; why: string }

export type Claimed =
  { outcome: 'linked' | 'same'; link: MemberLink } | { outcome: 'refused'; refusal: ClaimRefusal }

const columns = (sql: Sql) =>
  sql`id, shopper_id, sealed, keyed_hash, source, origin, since, until, ended_by, why`

/**
 * Links a person, whom the caller holds, with a number, where nothing that stands is against it. Two claims to one number at the
 * same moment take turns at the index.
 */
export async function claim(
  sql: Sql,
  accountId: string,
  { shopperId, sealed, keyedHash }: KeptNumber & { shopperId: string },
  how: HowLinked,
  now: Date,
): Promise<Claimed> {
  const [origin, staffId] = how.source === 'import' ? [how.origin, how.staffId] : [null, null]
  for (;;) {
    const [link] = await sql<MemberLink[]>`
      insert into member_link (account_id, shopper_id, sealed, keyed_hash, source, origin, linked_by, since)
      values (${accountId}, ${shopperId}, ${sealed}, ${keyedHash}, ${how.source}, ${origin}, ${staffId}, ${now})
      on conflict do nothing returning ${columns(sql)}`
    if (link) return { outcome: 'linked', link }
    const own = await find(sql, accountId, shopperId)
    const holder = await findByNumber(sql, accountId, keyedHash)
    const judged = judgeClaim(
      { shopperId, number: hex(keyedHash) },
      { ownNumber: own ? hex(own.keyedHash) : null, holderId: holder?.shopperId ?? null },
    )
    if (judged === 'same') return { outcome: 'same', link: holder! }
    if (judged !== 'new') return { outcome: 'refused', refusal: judged }
    // What stood in the way was ended meanwhile.
  }
}

/** Ends the link that stands of a person, or of a number; undefined where none does. */
export async function end(
  sql: Sql,
  accountId: string,
  which: { shopperId: string } | { keyedHash: Uint8Array },
  how: HowEnded,
  now: Date,
): Promise<MemberLink | undefined> {
  const [staffId, why] = how.by === 'staff' ? [how.staffId, how.why] : [null, null]
  const [link] = await sql<MemberLink[]>`
    update member_link set until = greatest(since, ${now}::timestamptz), ended_by = ${how.by},
      ended_by_staff = ${staffId}, why = ${why}
    where account_id = ${accountId} and until is null and ${
      'shopperId' in which ? sql`shopper_id = ${which.shopperId}` : sql`keyed_hash = ${which.keyedHash}`
    }
    returning ${columns(sql)}`
  return link
}

/** The link of a person that stands. */
export async function find(sql: Sql, accountId: string, shopperId: string): Promise<MemberLink | undefined> {
  const [link] = await sql<MemberLink[]>`
    select ${columns(sql)} from member_link
    where account_id = ${accountId} and shopper_id = ${shopperId} and until is null`
  return link
}

/** The link that stands of a number. */
export async function findByNumber(
  sql: Sql,
  accountId: string,
  keyedHash: Uint8Array,
): Promise<MemberLink | undefined> {
  const [link] = await sql<MemberLink[]>`
    select ${columns(sql)} from member_link
    where account_id = ${accountId} and keyed_hash = ${keyedHash} and until is null`
  return link
}

/** A link with who of the staff took it in or ended it. */
export interface ToldLink extends MemberLink {
  linkedByName: string | null
  endedByName: string | null
}

/** Lists a person's links, the newest first. */
export async function history(
  sql: Sql,
  accountId: string,
  shopperId: string,
  asked: PageAsked,
): Promise<Page<ToldLink>> {
  const { place, beyond, tail } = inOrder(
    sql,
    [
      [sql`l.since`, 'moment'],
      [sql`l.id`, 'uuid'],
    ],
    'desc',
    asked,
  )
  const rows = await sql<(ToldLink & { place: Place })[]>`
    select ${place}, l.id, l.shopper_id, l.sealed, l.keyed_hash, l.source, l.origin, l.since, l.until, l.ended_by, l.why,
      t.display_name as linked_by_name, e.display_name as ended_by_name
    from member_link l
    left join staff t on t.account_id = l.account_id and t.id = l.linked_by
    left join staff e on e.account_id = l.account_id and e.id = l.ended_by_staff
    where l.account_id = ${accountId} and l.shopper_id = ${shopperId} ${beyond} ${tail}`
  return toPage(rows, asked)
}

const A_DAY_MS = 86_400_000

/** Begins a person's way to a link, in the place of the one before; ways of yesterday are forgotten. */
export async function begin(
  sql: Sql,
  accountId: string,
  { shopperId, linkTokenSha256 }: { shopperId: string; linkTokenSha256: Uint8Array },
  now: Date,
): Promise<void> {
  await sql`
    delete from member_link_attempt
    where account_id = ${accountId} and begun_at < ${new Date(now.getTime() - A_DAY_MS)}`
  await sql`
    insert into member_link_attempt (account_id, shopper_id, link_token_sha256, begun_at)
    values (${accountId}, ${shopperId}, ${linkTokenSha256}, ${now})
    on conflict (account_id, shopper_id) do update set
      (link_token_sha256, begun_at, nonce_sha256, sealed, keyed_hash, nonce_at) =
      (excluded.link_token_sha256, excluded.begun_at, null, null, null, null)`
}

/** Who is on the way to a link with this token of LINE's, and since when. */
export async function findAttempt(
  sql: Sql,
  accountId: string,
  linkTokenSha256: Uint8Array,
): Promise<{ shopperId: string; begunAt: Date } | undefined> {
  const [attempt] = await sql<{ shopperId: string; begunAt: Date }[]>`
    select shopper_id, begun_at from member_link_attempt
    where account_id = ${accountId} and link_token_sha256 = ${linkTokenSha256}`
  return attempt
}

/** Notes to which number a way leads, and under which nonce. False: it was begun anew meanwhile, or leads somewhere already. */
export async function giveNonce(
  sql: Sql,
  accountId: string,
  linkTokenSha256: Uint8Array,
  { nonceSha256, sealed, keyedHash }: KeptNumber & { nonceSha256: Uint8Array },
  now: Date,
): Promise<boolean> {
  const { count } = await sql`
    update member_link_attempt set (nonce_sha256, sealed, keyed_hash, nonce_at) =
      (${nonceSha256}::bytea, ${sealed}::bytea, ${keyedHash}::bytea, ${now}::timestamptz)
    where account_id = ${accountId} and link_token_sha256 = ${linkTokenSha256} and nonce_at is null`
  return count > 0
}

/** Takes a person's nonce, which is gone then; undefined where it is none of theirs. */
export async function takeNonce(
  sql: Sql,
  accountId: string,
  { shopperId, nonceSha256 }: { shopperId: string; nonceSha256: Uint8Array },
): Promise<(KeptNumber & { nonceAt: Date }) | undefined> {
  const [taken] = await sql<(KeptNumber & { nonceAt: Date })[]>`
    delete from member_link_attempt
    where account_id = ${accountId} and shopper_id = ${shopperId} and nonce_sha256 = ${nonceSha256}
    returning sealed, keyed_hash, nonce_at`
  return taken
}

/** Lets a nonce go of which LINE says that it came to nothing. */
export async function dropNonce(sql: Sql, accountId: string, nonceSha256: Uint8Array): Promise<void> {
  await sql`
    delete from member_link_attempt where account_id = ${accountId} and nonce_sha256 = ${nonceSha256}`
}

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
