import type { Approval, ApprovalKind, ApprovalOutcome } from '@tamaru/domain'
import type { Sql } from '../open-db.ts'
import { inOrder, toPage, type Page, type PageAsked, type Place } from '../paging.ts'

/** What is approved: a row of some kind, by its id. */
export interface ApprovalSubject {
  accountId: string
  kind: ApprovalKind
  subjectId: string
}

export interface StoredApproval extends Approval, Omit<ApprovalSubject, 'accountId'> {
  id: string
  authors: string[]
  askedByName: string
  askedAt: Date
  decidedByName: string | null
  decidedAt: Date | null
  note: string | null
}

const columns = (sql: Sql) => sql`
  a.id, a.kind, a.subject_id, a.content_sha256, a.authors, a.outcome, a.asked_at, a.decided_at, a.note,
  asker.display_name as asked_by_name, decider.display_name as decided_by_name`
const tables = (sql: Sql) => sql`
  from approval a join staff asker on asker.id = a.asked_by left join staff decider on decider.id = a.decided_by`

/** Reads whether the account lets things out only with the word of a second person. */
export async function isOn(sql: Sql, accountId: string): Promise<boolean> {
  const [account] = await sql<
    { approvalOn: boolean }[]
  >`select approval_on from account where id = ${accountId}`
  return account!.approvalOn
}

export async function setOn(sql: Sql, accountId: string, on: boolean): Promise<void> {
  await sql`update account set approval_on = ${on} where id = ${accountId}`
}

/** Hashes a content: SHA-256 of its JSON with keys in PostgreSQL's one order, as hexadecimal. */
export async function hashContent(sql: Sql, content: object): Promise<string> {
  const [row] = await sql<{ hash: string }[]>`
    select encode(sha256(convert_to((${sql.json(content as never)}::jsonb)::text, 'UTF8')), 'hex') as hash`
  return row!.hash
}

/** Finds what was asked last for a subject. */
export async function findLast(
  sql: Sql,
  { accountId, kind, subjectId }: ApprovalSubject,
): Promise<StoredApproval | undefined> {
  const [last] = await sql<StoredApproval[]>`
    select ${columns(sql)} ${tables(sql)}
    where a.account_id = ${accountId} and a.kind = ${kind} and a.subject_id = ${subjectId}
    order by a.outcome is null desc, a.asked_at desc limit 1`
  return last
}

/** The approvals of an account that wait for an answer, the one that was asked for first at the head. */
export async function listOpen(sql: Sql, accountId: string, asked: PageAsked): Promise<Page<StoredApproval>> {
  const { place, beyond, tail } = inOrder(
    sql,
    [
      [sql`a.asked_at`, 'moment'],
      [sql`a.id`, 'uuid'],
    ],
    'asc',
    asked,
  )
  const rows = await sql<(StoredApproval & { place: Place })[]>`
    select ${columns(sql)}, ${place} ${tables(sql)}
    where a.account_id = ${accountId} and a.outcome is null ${beyond} ${tail}`
  return toPage(rows, asked)
}

/** Asks, in the place of what was asked for the same subject and not answered. */
export async function ask(
  sql: Sql,
  { accountId, kind, subjectId }: ApprovalSubject,
  given: { contentSha256: string; authors: readonly string[]; staffId: string; now: Date },
): Promise<void> {
  const authors = [...new Set([...given.authors, given.staffId])]
  await sql`
    insert into approval (account_id, kind, subject_id, content_sha256, authors, asked_by, asked_at)
    values (${accountId}, ${kind}, ${subjectId}, ${given.contentSha256}, ${authors}::uuid[], ${given.staffId},
      ${given.now})
    on conflict (account_id, kind, subject_id) where outcome is null do update set
      content_sha256 = excluded.content_sha256, authors = excluded.authors, asked_by = excluded.asked_by,
      asked_at = excluded.asked_at`
}

/** Answers what waits. The database refuses `approval_own_work`. */
export async function answer(
  sql: Sql,
  accountId: string,
  approvalId: string,
  given: { outcome: ApprovalOutcome; note: string | null; staffId: string; now: Date },
): Promise<void> {
  await sql`
    update approval set outcome = ${given.outcome}, note = ${given.note}, decided_by = ${given.staffId},
      decided_at = ${given.now}
    where account_id = ${accountId} and id = ${approvalId}`
}
