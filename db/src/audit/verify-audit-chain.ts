import type { Db, Sql } from '../open-db.ts'
import { hashWords, type AsideWords } from './words-aside.ts'

export interface AuditChain {
  /** How many events hang together from the first one on. */
  events: number
  /** The hash of the last of them, in hexadecimal; zeros where there is none. */
  head: string
  /** The first thing that is wrong, in words for the operator; null where the chain is whole. */
  fault: string | null
  /** How many of them lost words to erasures, as later events of the chain say. */
  erased: number
}

interface Link {
  seq: string
  prevHash: string
  hash: string
  at: string
  staffId: string
  act: string
  subject: string
  before: string
  after: string
  isEmptied: boolean
  words: AsideWords[]
}

const NO_EVENT = '00'.repeat(32)
const AT_ONCE = 500

/**
 * Walks an account's audit log from its first event and recomputes every hash here, so that nothing rests on the trigger
 * that made them. `notedHead` is a head that was noted earlier, elsewhere: it must be among the hashes. Without one, an
 * end that was cut off together with its row in audit_chain, or a log that was rewritten as a whole, can not be told from
 * a whole one.
 */
export async function verifyAuditChain(db: Db, accountId: string, notedHead?: string): Promise<AuditChain> {
  // One snapshot: what is recorded meanwhile would look like a chain that is longer than its end says.
  return (await db.begin('isolation level repeatable read read only', (sql) =>
    walk(sql as unknown as Sql, accountId, notedHead),
  )) as AuditChain
}

async function walk(sql: Sql, accountId: string, notedHead?: string): Promise<AuditChain> {
  let events = 0
  let erased = 0
  let head = NO_EVENT
  let isNotedMet = notedHead === undefined || notedHead === NO_EVENT
  /** Events without their words, which no erasure has accounted for yet. */
  const wordless = new Set<number>()
  for await (const links of readLinks(sql, accountId)) {
    for (const link of links) {
      const fault = await findFault(link, accountId, events + 1, head)
      if (fault) return { events, head, fault, erased }
      events += 1
      head = link.hash
      isNotedMet ||= head === notedHead
      if (hasLostWords(link)) wordless.add(events)
      for (const seq of eventsErasedBy(link)) if (wordless.delete(seq)) erased += 1
    }
  }
  const [lost] = wordless
  if (lost !== undefined)
    return {
      events,
      head,
      erased,
      fault: `event ${lost} has lost its words, and no erasure after it says so`,
    }
  if (!isNotedMet) {
    const fault = `no event has the hash ${notedHead}: events were cut off or written anew`
    return { events, head, fault, erased }
  }
  return { events, head, fault: await findMissingEnd(sql, accountId, events, head), erased }
}

function hasLostWords({ isEmptied, before, after, words }: Link): boolean {
  const there = new Set(words.map(({ hash }) => hash))
  const wanted = `${before}\n${after}`.matchAll(/\{"aside": "([0-9a-f]{64})"\}/g)
  return isEmptied || [...wanted].some(([, hash]) => !there.has(hash!))
}

/** The numbers of the events from which an erasure took words, as its own event says. */
function eventsErasedBy({ act, after }: Link): number[] {
  return act === 'person.erase' ? (JSON.parse(after) as { events: number[] }).events : []
}

function readLinks(sql: Sql, accountId: string): AsyncIterable<Link[]> {
  return sql<Link[]>`
    select seq::text, encode(prev_hash, 'hex') as prev_hash, encode(hash, 'hex') as hash,
      to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, coalesce(staff_id::text, '') as staff_id,
      act, subject, coalesce(before::text, '') as before, coalesce(after::text, '') as after,
      emptied_at is not null as is_emptied,
      (select coalesce(jsonb_agg(jsonb_build_object('hash', w.hash, 'salt', w.salt, 'words', w.words)), '[]')
       from audit_words w where w.account_id = audit_event.account_id and w.seq = audit_event.seq) as words
    from audit_event where account_id = ${accountId} order by audit_event.seq`.cursor(AT_ONCE)
}

async function findFault(
  link: Link,
  accountId: string,
  seq: number,
  head: string,
): Promise<string | undefined> {
  if (link.seq !== String(seq)) return `event ${seq} is missing: event ${link.seq} follows event ${seq - 1}`
  const named = `event ${seq} (${link.act} on ${link.subject}, ${link.at})`
  if (link.prevHash !== head) return `${named} does not follow the event before it`
  // Of an event whose text is erased the hash alone is left: it must lead on to the next one.
  if (!link.isEmptied && link.hash !== (await hashOf(link, accountId)))
    return `${named} was changed after it was recorded`
  if (link.words.some(({ hash, salt, words }) => hash !== hashWords(salt, words)))
    return `the words of ${named} were changed after they were recorded`
  return undefined
}

async function hashOf(link: Link, accountId: string): Promise<string> {
  const { seq, prevHash, at, staffId, act, subject, before, after } = link
  const lines = ['tamaru audit 1', accountId, seq, prevHash, at, staffId, act, subject, before, after]
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(lines.join('\n')))
  return Buffer.from(digest).toString('hex')
}

/** The chain's end as the database remembers it, against the one that was found. */
async function findMissingEnd(
  sql: Sql,
  accountId: string,
  events: number,
  head: string,
): Promise<string | null> {
  const [end] = await sql<{ events: number; head: string }[]>`
    select events::int, encode(head, 'hex') as head from audit_chain where account_id = ${accountId}`
  if ((end?.events ?? 0) === events && (end?.head ?? NO_EVENT) === head) return null
  return `the log ends with event ${events}, but ${end?.events ?? 0} were recorded`
}
