import type { ImportMapping, ImportOutline, ImportReport } from '@tamaru/domain'
import type { Sql } from '../open-db.ts'
import { inOrder, toPage, type Page, type PageAsked, type Place } from '../paging.ts'

/** A file of people as staff sent it; `followers` has none: LINE tells. */
export interface PersonImport {
  id: string
  name: string
  format: 'csv' | 'ndjson' | 'followers'
  /** How it was understood; null where it has no columns, or was let go. */
  outline: ImportOutline | null
  mapping: ImportMapping | null
  report: ImportReport | null
  sentAt: Date
  /** Whether the file is still kept. */
  hasFile: boolean
  /** When it was taken in, and when that was undone. */
  doneAt: Date | null
  undoneAt: Date | null
}

const columns = (sql: Sql) => sql`
  i.id, i.name, i.format, i.outline, i.mapping, i.report, i.sent_at, i.file is not null as has_file, b.done_at, b.undone_at`
const tables = (sql: Sql) =>
  sql`person_import i left join batch b on b.account_id = i.account_id and b.id = i.id`

/** Keeps a file. Returns its id. */
export async function add(
  sql: Sql,
  accountId: string,
  {
    name,
    format,
    file,
    outline,
  }: Pick<PersonImport, 'name' | 'format' | 'outline'> & { file: Uint8Array | null },
  { staffId, now }: { staffId: string; now: Date },
): Promise<string> {
  const [row] = await sql<{ id: string }[]>`
    insert into person_import (account_id, staff_id, name, file, format, outline, sent_at)
    values (${accountId}, ${staffId}, ${name}, ${file && Buffer.from(file)}, ${format},
      ${outline && sql.json(outline as never)}, ${now}) returning id`
  return row!.id
}

export async function find(sql: Sql, accountId: string, id: string): Promise<PersonImport | undefined> {
  const [found] = await sql<PersonImport[]>`
    select ${columns(sql)} from ${tables(sql)} where i.account_id = ${accountId} and i.id = ${id}`
  return found
}

/** Lists the files of an account, the newest first. */
export async function list(sql: Sql, accountId: string, asked: PageAsked): Promise<Page<PersonImport>> {
  const { place, beyond, tail } = inOrder(
    sql,
    [
      [sql`i.sent_at`, 'moment'],
      [sql`i.id`, 'uuid'],
    ],
    'desc',
    asked,
  )
  const rows = await sql<(PersonImport & { place: Place })[]>`
    select ${columns(sql)}, ${place} from ${tables(sql)} where i.account_id = ${accountId} ${beyond} ${tail}`
  return toPage(rows, asked)
}

/** The bytes of a file; undefined where they were let go. */
export async function readFile(sql: Sql, accountId: string, id: string): Promise<Uint8Array | undefined> {
  const [row] = await sql<{ file: Uint8Array | null }[]>`
    select file from person_import where account_id = ${accountId} and id = ${id}`
  return row?.file ?? undefined
}

export async function readFaults(sql: Sql, accountId: string, id: string): Promise<string | undefined> {
  const [row] = await sql<{ faults: string | null }[]>`
    select faults from person_import where account_id = ${accountId} and id = ${id}`
  return row?.faults ?? undefined
}

/** Keeps what the columns are, for the next look. */
export async function map(sql: Sql, accountId: string, id: string, mapping: ImportMapping): Promise<void> {
  await sql`
    update person_import set mapping = ${sql.json(mapping as never)} where account_id = ${accountId} and id = ${id}`
}

/** Keeps what came of a look at the file, or of taking it in. */
export async function report(
  sql: Sql,
  accountId: string,
  report: ImportReport,
  faults: string,
): Promise<void> {
  await sql`
    update person_import set report = ${sql.json(report as never)}, faults = ${faults}
    where account_id = ${accountId} and id = ${report.importId}`
}

/** Finds people by our ids and by LINE's, as many as are here; both as maps to our ids. */
export async function findPeople(
  sql: Sql,
  accountId: string,
  { shopperIds, lineUserIds }: { shopperIds: readonly string[]; lineUserIds: readonly string[] },
): Promise<{ byShopperId: Set<string>; byLineUserId: Map<string, string> }> {
  const [own, lines] = [
    await sql<{ id: string }[]>`
      select id from shopper where account_id = ${accountId} and id = any(${shopperIds as string[]}::uuid[]) and erased_at is null`,
    await sql<{ id: string; lineUserId: string }[]>`
      select id, line_user_id from shopper where account_id = ${accountId} and line_user_id = any(${lineUserIds as string[]}::text[])`,
  ]
  return {
    byShopperId: new Set(own.map(({ id }) => id)),
    byLineUserId: new Map(lines.map(({ id, lineUserId }) => [lineUserId, id])),
  }
}

/** Makes people known by LINE's ids; who became known meanwhile stays as they are. Returns all of them by their LINE ids. */
export async function addPeople(
  sql: Sql,
  accountId: string,
  lineUserIds: readonly string[],
  now: Date,
): Promise<Map<string, string>> {
  await sql`
    insert into shopper (account_id, line_user_id, created_at)
    select ${accountId}, id, ${now} from unnest(${lineUserIds as string[]}::text[]) as t (id)
    on conflict (account_id, line_user_id) do nothing`
  const { byLineUserId } = await findPeople(sql, accountId, { shopperIds: [], lineUserIds })
  return byLineUserId
}

/** What is known of these people: their values of these attributes, and who has which of these tags. */
export async function readKnown(
  sql: Sql,
  accountId: string,
  {
    shopperIds,
    keys,
    tagIds,
  }: { shopperIds: readonly string[]; keys: readonly string[]; tagIds: readonly string[] },
): Promise<{
  values: { shopperId: string; attribute: string; value: string }[]
  tags: { shopperId: string; tagId: string }[]
}> {
  const people = sql`account_id = ${accountId} and shopper_id = any(${shopperIds as string[]}::uuid[])`
  return {
    values: await sql`
      select shopper_id, attribute, value from person_attribute
      where ${people} and attribute = any(${keys as string[]}::text[])`,
    tags: await sql`
      select shopper_id, tag_id from person_tag where ${people} and tag_id = any(${tagIds as string[]}::uuid[])`,
  }
}

/** Lets files go that were sent before, with what was wrong in them; what came of them stays. Returns how many. */
export async function forgetFiles(sql: Sql, accountId: string, before: Date): Promise<number> {
  const { count } = await sql`
    update person_import set file = null, faults = null, outline = null,
      report = report || '{"firstFaults": [], "conflicts": []}'
    where account_id = ${accountId} and sent_at < ${before} and (file is not null or faults is not null)`
  return count
}
