import type { Rule, Understood } from '@tamaru/domain'
import { randomUUID } from 'node:crypto'
import type { Db, Sql } from '../open-db.ts'
import { inOrder, toPage, type Page, type PageAsked, type Place } from '../paging.ts'
import { compileSegment } from './compile-segment.ts'
import { withRoom } from './with-room.ts'

/** Whom a rule meant at one moment, and for good. */
export interface Snapshot {
  id: string
  /** Null: of a rule that nobody saved. */
  segmentId: string | null
  version: number | null
  /** What it was taken for. */
  purpose: string
  count: number
  takenAt: Date
  takenBy: string
}

const columns = (sql: Sql) => sql`id, segment_id, version, purpose, count, taken_at, taken_by`

/**
 * Freezes whom a rule means at an instant: of a saved segment in its version, or of a rule as it is. The same people as a count
 * and a list have at that moment, by the same statement. Afterwards nothing of it changes.
 */
export function freeze(
  db: Sql | Db,
  accountId: string,
  understood: Extract<Understood, { rule: Rule }>,
  {
    segment,
    purpose,
    staffId,
  }: { segment?: { id: string; version: number }; purpose: string; staffId: string },
  now: Date,
): Promise<Snapshot> {
  return withRoom(db, async (sql) => {
    const id = randomUUID()
    const { joins, where } = compileSegment(sql, accountId, understood, now)
    const { count } = await sql`
      insert into snapshot_member (account_id, snapshot_id, shopper_id)
      select f.account_id, ${id}, f.shopper_id from person_fact f ${joins} where f.account_id = ${accountId} and ${where}`
    const [snapshot] = await sql<Snapshot[]>`
      insert into segment_snapshot (id, account_id, segment_id, version, rule, purpose, count, taken_at, taken_by)
      values (${id}, ${accountId}, ${segment?.id ?? null}, ${segment?.version ?? null}, ${sql.json(understood.rule as never)},
        ${purpose}, ${count}, ${now}, ${staffId})
      returning ${columns(sql)}`
    return snapshot!
  })
}

export async function find(sql: Sql, accountId: string, id: string): Promise<Snapshot | undefined> {
  const [snapshot] = await sql<Snapshot[]>`
    select ${columns(sql)} from segment_snapshot where account_id = ${accountId} and id = ${id}`
  return snapshot
}

/** Lists the snapshots of a segment, the last first. */
export async function list(
  sql: Sql,
  accountId: string,
  segmentId: string,
  asked: PageAsked,
): Promise<Page<Snapshot>> {
  const { place, beyond, tail } = inOrder(
    sql,
    [
      [sql`taken_at`, 'moment'],
      [sql`id`, 'uuid'],
    ],
    'desc',
    asked,
  )
  const rows = await sql<(Snapshot & { place: Place })[]>`
    select ${columns(sql)}, ${place} from segment_snapshot
    where account_id = ${accountId} and segment_id = ${segmentId} ${beyond} ${tail}`
  return toPage(rows, asked)
}

/** Lists the people of a snapshot by their ids; whoever has left by now has no name. */
export async function listMembers(
  sql: Sql,
  accountId: string,
  snapshotId: string,
  asked: PageAsked,
): Promise<Page<{ shopperId: string; displayName: string | null }>> {
  const { place, beyond, tail } = inOrder(sql, [[sql`m.shopper_id`, 'uuid']], 'asc', asked)
  const rows = await sql<{ shopperId: string; displayName: string | null; place: Place }[]>`
    select m.shopper_id, s.display_name, ${place}
    from snapshot_member m join shopper s on s.account_id = m.account_id and s.id = m.shopper_id
    where m.account_id = ${accountId} and m.snapshot_id = ${snapshotId} ${beyond} ${tail}`
  return toPage(rows, asked)
}
