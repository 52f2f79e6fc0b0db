import type { LineAudienceState } from '@tamaru/domain'
import type { Sql } from '../open-db.ts'
import { inOrder, toPage, type Page, type PageAsked, type Place } from '../paging.ts'

export interface LineAudience {
  /** That of its outflow. */
  id: string
  name: string
  groupId: string | null
  uploaded: number
  state: LineAudienceState
  why: string | null
  stateAt: Date
}
export interface ListedLineAudience extends LineAudience {
  subject: string
  people: number
}

const columns = (sql: Sql) => sql`l.id, l.name, l.group_id::text, l.uploaded, l.state, l.why, l.state_at`

export async function add(
  sql: Sql,
  accountId: string,
  { id, name }: Pick<LineAudience, 'id' | 'name'>,
  now: Date,
): Promise<void> {
  await sql`
    insert into line_audience (id, account_id, name, uploaded, state, state_at)
    values (${id}, ${accountId}, ${name}, 0, 'asked', ${now})`
}

export async function find(sql: Sql, accountId: string, id: string): Promise<LineAudience | undefined> {
  const [row] = await sql<LineAudience[]>`
    select ${columns(sql)} from line_audience l where account_id = ${accountId} and id = ${id}`
  return row
}

/** Says that LINE has made it, and how many of its people it has taken. */
export async function tellUploaded(
  sql: Sql,
  accountId: string,
  { id, groupId, uploaded }: { id: string; groupId: string; uploaded: number },
): Promise<void> {
  await sql`
    update line_audience set group_id = ${groupId}, uploaded = ${uploaded} where account_id = ${accountId} and id = ${id}`
}

/** Says how far it is by now, unless it is to be deleted. */
export async function tellState(
  sql: Sql,
  accountId: string,
  { id, state, why = null }: { id: string; state: LineAudienceState; why?: string | null },
  now: Date,
): Promise<void> {
  await sql`
    update line_audience set state = ${state}, why = ${why}, state_at = ${now}
    where account_id = ${accountId} and id = ${id} and (state <> 'deleting' or ${state === 'deleted'})`
}

/** Lists what was made at LINE, the newest first. */
export async function list(sql: Sql, accountId: string, asked: PageAsked): Promise<Page<ListedLineAudience>> {
  const { place, beyond, tail } = inOrder(
    sql,
    [
      [sql`o.at`, 'moment'],
      [sql`o.id`, 'uuid'],
    ],
    'desc',
    asked,
  )
  const rows = await sql<(ListedLineAudience & { place: Place })[]>`
    select ${columns(sql)}, o.subject, ${place},
      (select count(*)::int from outflow_person p where p.account_id = o.account_id and p.outflow_id = o.id) as people
    from line_audience l join outflow o on o.account_id = l.account_id and o.id = l.id
    where l.account_id = ${accountId} ${beyond} ${tail}`
  return toPage(rows, asked)
}
