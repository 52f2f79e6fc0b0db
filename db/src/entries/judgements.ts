import { Decision, DECIDING_VERSION, EntryHistory, Reading, type JudgementCause } from '@tamaru/domain'
import type { Sql } from '../open-db.ts'

export interface Judgement {
  id: string
  entryId: string
  cause: JudgementCause
  campaignVersionId: string
  /** The number of that version. */
  version: number
  readingId: string | null
  /** With `judgedFor`, the Tokyo day that counted, what the machine was told beside reading and rules. */
  history: EntryHistory | null
  judgedFor: string | null
  decision: Decision
  /** The version of the deciding rules (`DECIDING_CHANGES`) by which it was judged. */
  decidingVersion: number
  staffId: string | null
  judgedAt: Date
}

interface JudgementRow extends Omit<Judgement, 'history' | 'decision'> {
  history: unknown
  decision: unknown
}

const columns = (sql: Sql) => sql`
  j.id, j.entry_id, j.cause, j.campaign_version_id, v.version, j.reading_id, j.history, j.judged_for, j.decision,
  j.deciding_version, j.staff_id, j.judged_at`

const parse = (row: JudgementRow): Judgement => ({
  ...row,
  history: row.history === null ? null : EntryHistory.parse(row.history),
  decision: Decision.parse(row.decision),
})

/**
 * Keeps how an entry was judged, from its newest reading and by the deciding rules of this code. In the transaction that
 * moves the entry. Returns its id.
 */
export async function record(
  sql: Sql,
  judged: {
    accountId: string
    entryId: string
    cause: Judgement['cause']
    campaignVersionId: string
    /** Null where nothing was judged: an entry was opened again, replaced or withdrawn. */
    history: EntryHistory | null
    judgedFor: string
    decision: Decision
    staffId?: string
    now: Date
  },
): Promise<string> {
  const { accountId, entryId } = judged
  const [row] = await sql<{ id: string }[]>`
    insert into judgement (account_id, entry_id, cause, campaign_version_id, reading_id, history, judged_for, decision,
                           deciding_version, staff_id, judged_at)
    values (${accountId}, ${entryId}, ${judged.cause}, ${judged.campaignVersionId},
            (select max(id) from reading where account_id = ${accountId} and entry_id = ${entryId}),
            ${judged.history && sql.json(EntryHistory.parse(judged.history))}, ${judged.judgedFor},
            ${sql.json(Decision.parse(judged.decision))}, ${DECIDING_VERSION}, ${judged.staffId ?? null},
            ${judged.now})
    returning id`
  return row!.id
}

/** All judgements on an entry, the first one first. */
export async function listOfEntry(sql: Sql, accountId: string, entryId: string): Promise<Judgement[]> {
  const rows = await sql<JudgementRow[]>`
    select ${columns(sql)} from judgement j join campaign_version v on v.id = j.campaign_version_id
    where j.account_id = ${accountId} and j.entry_id = ${entryId} order by j.id`
  return rows.map(parse)
}

export interface KeptJudgement extends Judgement {
  history: EntryHistory
  judgedFor: string
  reading: Reading
}

/** The machine's judgements with the readings that they were made from, oldest first, a page after `afterId`. */
export async function listByMachine(
  sql: Sql,
  accountId: string,
  afterId: string,
  limit: number,
): Promise<KeptJudgement[]> {
  const rows = await sql<(JudgementRow & { reading: unknown })[]>`
    select ${columns(sql)}, r.reading
    from judgement j join campaign_version v on v.id = j.campaign_version_id join reading r on r.id = j.reading_id
    where j.account_id = ${accountId} and j.cause = 'machine' and j.id > ${afterId}
    order by j.id limit ${limit}`
  return rows.map((row) => ({ ...parse(row), reading: Reading.parse(row.reading) }) as KeptJudgement)
}
