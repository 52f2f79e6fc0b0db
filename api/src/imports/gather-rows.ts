import { personImports, type Sql } from '@tamaru/db'
import { readImportRow, type ImportFault, type ImportFaultKind, type ImportRow } from '@tamaru/domain'
import type { LineClient } from '../line/line-client.ts'
import { findStrangers } from './find-members.ts'
import type { ParsedFile } from './parse-file.ts'
import type { Columns } from './read-columns.ts'

/** A row of somebody who is here (their id), or whom LINE knows and we do not yet. */
export interface GatheredRow extends ImportRow {
  shopperId: string | null
}

export interface Gathered {
  rows: GatheredRow[]
  /** LINE's ids of people who become known. */
  added: string[]
  faults: ImportFault[]
}

const AT_ONCE = 10_000

/** Reads the rows of a file one by one, finds out whose they are, some thousand at once, and asks LINE of whom nobody knows. */
export async function gatherRows(
  { sql, line, accountId }: { sql: Sql; line: LineClient; accountId: string },
  file: ParsedFile,
  { columns, known }: Columns,
  tell: (done: number, of: number) => Promise<void>,
): Promise<Gathered> {
  const faults: ImportFault[] = []
  const read: ImportRow[] = []
  for (const { row, cells } of file.rows) {
    const result = readImportRow(row, cells, columns, known)
    if ('read' in result) read.push(result.read)
    else faults.push(...result.faults)
  }
  const found = new Map<ImportRow, string>()
  for (let from = 0; from < read.length; from += AT_ONCE) {
    const some = read.slice(from, from + AT_ONCE)
    const people = await personImports.findPeople(sql, accountId, {
      shopperIds: some.flatMap(({ key }) => ('shopperId' in key ? [key.shopperId] : [])),
      lineUserIds: some.flatMap(({ key }) => ('lineUserId' in key ? [key.lineUserId] : [])),
    })
    for (const one of some) {
      const { key } = one
      const id =
        'lineUserId' in key
          ? people.byLineUserId.get(key.lineUserId)
          : people.byShopperId.has(key.shopperId) && key.shopperId
      if (id) found.set(one, id)
    }
    await tell(Math.min(from + AT_ONCE, read.length), read.length)
  }
  const unknown = read.filter((one) => !found.has(one))
  const asked = [...new Set(unknown.flatMap(({ key }) => ('lineUserId' in key ? [key.lineUserId] : [])))]
  const strangers = await findStrangers(line, asked, (done) => tell(done, asked.length))
  const whyNot = (one: ImportRow): ImportFaultKind | undefined => {
    if (found.has(one)) return undefined
    return 'shopperId' in one.key ? 'shopper_unknown' : strangers.get(one.key.lineUserId)
  }
  const rows: GatheredRow[] = []
  const said = new Map<string, string>()
  for (const one of read) {
    const written = 'shopperId' in one.key ? one.key.shopperId : one.key.lineUserId
    const refuse = (field: string, fault: ImportFaultKind, what: string) =>
      faults.push({ row: one.row, field, fault, written: what })
    const fault = whyNot(one)
    if (fault) refuse(headOfKey(columns, one), fault, written)
    else {
      const whose = found.get(one) ?? written
      const other = one.values.find(
        ({ attribute, value }) => (said.get(`${whose} ${attribute}`) ?? value) !== value,
      )
      if (other) refuse(headOf(columns, other.attribute), 'told_otherwise_above', other.value)
      else {
        for (const { attribute, value } of one.values) said.set(`${whose} ${attribute}`, value)
        rows.push({ ...one, shopperId: found.get(one) ?? null })
      }
    }
  }
  const added = asked.filter((id) => !strangers.has(id))
  return { rows, added, faults: faults.sort((one, other) => one.row - other.row) }
}

type Heads = Columns['columns']
const headOf = (columns: Heads, key: string) =>
  columns.find(({ target }) => target.kind === 'attribute' && target.key === key)?.head ?? key
const headOfKey = (columns: Heads, { key }: ImportRow) =>
  columns.find(({ target }) => target.kind === ('shopperId' in key ? 'shopper_id' : 'line_user_id'))?.head ??
  ''
