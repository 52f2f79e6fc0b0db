import type { AskedPurpose } from '@tamaru/domain'
import type { Sql } from '../open-db.ts'
import { putWordsBack, setWordsAside } from './words-aside.ts'
import { inOrder, toPage, type Page, type PageAsked, type Place } from '../paging.ts'

/**
 * Records what a person of the staff did, in the same transaction as the act and as its last step: the account's chain is held
 * until the transaction ends. `subject` is e.g. "entry:ID". `staffId` is null for a command on the server. `before` and
 * `after` name people by their ids only; what staff wrote (`reason`) stands beside the chain, so that it can be erased.
 */
export async function record(
  sql: Sql,
  act: {
    accountId: string
    staffId: string | null
    act: string
    subject: string
    before?: unknown
    after?: unknown
    now: Date
  },
): Promise<void> {
  const {
    values: [before, after],
    words,
  } = setWordsAside(act.before, act.after)
  const [event] = await sql<{ seq: string }[]>`
    insert into audit_event (account_id, staff_id, act, subject, before, after, at)
    values (${act.accountId}, ${act.staffId}, ${act.act}, ${act.subject},
            ${act.before === undefined ? null : sql.json(before as never)},
            ${act.after === undefined ? null : sql.json(after as never)}, ${act.now})
    returning seq`
  for (const each of words)
    await sql`insert into audit_words ${sql({ accountId: act.accountId, seq: event!.seq, ...each })}`
}

export interface AuditEvent {
  /** The event's number in its account, from 1, without gaps. */
  seq: number
  at: Date
  act: string
  subject: string
  staffId: string | null
  staffName: string | null
  before: unknown
  after: unknown
  /** SHA-256, in hexadecimal. */
  hash: string
  /** When an erasure took what it said; null: it stands. */
  emptiedAt: Date | null
}

/** Events of an account, newest first: all, or those about one subject or by one person. */
export async function list(
  sql: Sql,
  accountId: string,
  which: { subject?: string; staffId?: string },
  asked: PageAsked,
): Promise<Page<AuditEvent>> {
  const { place, beyond, tail } = inOrder(sql, [[sql`e.seq`, 'bigint']], 'desc', asked)
  const rows = await sql<(AuditEvent & { words: Record<string, string>; place: Place })[]>`
    select ${place}, e.seq::int, e.at, e.act, e.subject, e.staff_id, s.display_name as staff_name, e.before, e.after,
      encode(e.hash, 'hex') as hash, e.emptied_at,
      (select coalesce(jsonb_object_agg(w.hash, w.words), '{}') from audit_words w
       where w.account_id = e.account_id and w.seq = e.seq) as words
    from audit_event e left join staff s on s.account_id = e.account_id and s.id = e.staff_id
    where e.account_id = ${accountId}
      ${which.subject === undefined ? sql`` : sql`and e.subject = ${which.subject}`}
      ${which.staffId === undefined ? sql`` : sql`and e.staff_id = ${which.staffId}`}
      ${beyond} ${tail}`
  const told = rows.map(({ words, ...event }) => ({
    ...event,
    before: putWordsBack(event.before, words),
    after: putWordsBack(event.after, words),
  }))
  return toPage(told, asked)
}

/** When staff last set what counts as consent to a purpose, and who; `by` is null for a command on the server. */
export interface ConsentChange {
  purpose: AskedPurpose
  at: Date
  by: string | null
}

/** Finds the last change of the account's consent policy, by purpose; what was never changed is not in it. */
export async function lastConsentChanges(sql: Sql, accountId: string): Promise<ConsentChange[]> {
  return sql<ConsentChange[]>`
    select distinct on (p.key) p.key as purpose, e.at, s.display_name as by
    from audit_event e
    join lateral jsonb_each(e.after -> 'consent') p on (e.before -> 'consent' -> p.key) is distinct from p.value
    left join staff s on s.account_id = e.account_id and s.id = e.staff_id
    where e.account_id = ${accountId} and e.act = 'account.change' order by p.key, e.seq desc`
}
