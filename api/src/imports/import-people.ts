import { attributeValues, audit, batches, personImports, shopPurchases, type Sql } from '@tamaru/db'
import { ImportMapping, ProblemError, writeFaults, type ImportReport } from '@tamaru/domain'
import { z } from 'zod'
import { tellOfTags, tellOfValues } from '../batches/tell-changes.ts'
import type { RunWork, Underway } from '../runs/carry-out-run.ts'
import { gatherRows, type Gathered } from './gather-rows.ts'
import { parseFile, type ParsedFile } from './parse-file.ts'
import { readColumns } from './read-columns.ts'
import { weighRows, type Changes } from './weigh-rows.ts'

const Input = z.object({ importId: z.uuid(), dryRun: z.boolean(), mapping: ImportMapping })
const AT_ONCE = 5_000
const MOST_SHOWN = 20

/**
 * Looks at a file of people, or takes it in: all that it writes is one transaction and a batch by the import's id. What is so
 * already is not written again, so that taking the same file in twice changes nothing.
 */
export const importPeople: RunWork = async ({ ports, accountId, staffId, input, tell }) => {
  const { importId, dryRun, mapping } = Input.parse(input)
  const { db, now, line } = ports
  const found = await personImports.find(db, accountId, importId)
  if (!found) throw new ProblemError('not_found')
  if (found.doneAt && !dryRun) throw new ProblemError('import_taken')
  const file = await readFile(ports, accountId, found)
  const columns = await readColumns(db, accountId, { heads: file.heads, mapping, now: now() })
  const gathered = await gatherRows({ sql: db, line, accountId }, file, columns, tell)
  const weigh = (sql: Sql) => weighRows(sql, accountId, gathered, mapping.conflicts)
  const foreseen = dryRun ? await weigh(db) : undefined
  return async (sql) => {
    const at = now()
    if (!dryRun) {
      await batches.joinMany(sql)
      await batches.add(sql, { id: importId, accountId, kind: 'import', staffId, doneAt: at })
    }
    // Weighed anew in the transaction that writes: what somebody told meanwhile counts.
    const changes = foreseen ?? (await weigh(sql))
    if (!dryRun) await write(sql, { accountId, importId, at }, gathered, changes, tell)
    const report = reportOf(importId, dryRun, file, gathered, changes)
    await personImports.map(sql, accountId, importId, mapping)
    await personImports.report(sql, accountId, report, writeFaults(gathered.faults))
    const { rows, taken, refused } = report
    if (!dryRun)
      await audit.record(sql, {
        ...{ accountId, staffId, act: 'import.take', subject: `import:${importId}` },
        ...{ after: { name: found.name, rows, taken, refused }, now: at },
      })
    return report
  }
}

async function readFile(
  { db, line }: Underway['ports'],
  accountId: string,
  { id, format }: personImports.PersonImport,
): Promise<ParsedFile> {
  if (format === 'followers') {
    const told = await line.followers()
    if (told.outcome === 'not_verified') throw new ProblemError('followers_not_told')
    if (told.outcome === 'unknown') throw new ProblemError('temporarily_unavailable', 'LINE did not answer')
    const rows = told.userIds.map((userId, n) => ({ row: n + 1, cells: [userId] }))
    return { heads: ['line_user_id'], rows, encoding: 'utf-8' }
  }
  const bytes = await personImports.readFile(db, accountId, id)
  if (!bytes) throw new ProblemError('import_forgotten')
  return parseFile(bytes, format)
}

async function write(
  sql: Sql,
  { accountId, importId, at }: { accountId: string; importId: string; at: Date },
  { added }: Gathered,
  { values, tags, purchases }: Changes,
  tell: Underway['tell'],
): Promise<void> {
  const batch = { accountId, id: importId }
  const told = { accountId, of: `batch:${importId}`, at }
  const byLineId = new Map<string, string>()
  for (const some of pieces(added))
    for (const [lineId, id] of await personImports.addPeople(sql, accountId, some, at))
      byLineId.set(lineId, id)
  const idOf = (whose: string) => byLineId.get(whose) ?? whose
  const all = values.length + tags.length + purchases.length
  let done = 0
  for (const some of pieces(values)) {
    const named = some.map((each) => ({ ...each, shopperId: idOf(each.shopperId) }))
    const here = await batches.hold(
      sql,
      accountId,
      named.map(({ shopperId }) => shopperId),
    )
    const how = { source: 'import', now: at, batchId: importId } as const
    const written = await attributeValues.tell(
      sql,
      accountId,
      named.filter(({ shopperId }) => here.has(shopperId)),
      how,
    )
    await tellOfValues(sql, told, written, 'import')
    await tell((done += some.length), all)
  }
  for (const some of pieces(tags)) {
    const named = some.map(({ shopperId, tagId }) => ({ shopperId: idOf(shopperId), tagId }))
    const here = await batches.hold(
      sql,
      accountId,
      named.map(({ shopperId }) => shopperId),
    )
    const moves = named.filter(({ shopperId }) => here.has(shopperId))
    await tellOfTags(sql, told, await batches.moveTags(sql, batch, moves, { put: true, now: at }))
    await tell((done += some.length), all)
  }
  for (const some of pieces(purchases)) {
    const named = some.map((each) => ({ ...each, shopperId: idOf(each.shopperId) }))
    const here = await batches.hold(
      sql,
      accountId,
      named.map(({ shopperId }) => shopperId),
    )
    const bought = named.filter(({ shopperId }) => here.has(shopperId))
    await shopPurchases.add(sql, { accountId, batchId: importId, now: at }, bought)
    await tell((done += some.length), all)
  }
}

function* pieces<T>(list: readonly T[]): Generator<T[]> {
  for (let from = 0; from < list.length; from += AT_ONCE) yield list.slice(from, from + AT_ONCE)
}

function reportOf(
  importId: string,
  dryRun: boolean,
  { rows: all }: ParsedFile,
  { rows, added, faults }: Gathered,
  { counts }: Changes,
): ImportReport {
  const known = new Set(rows.flatMap(({ shopperId }) => shopperId ?? [])).size
  const firstFaults = faults.slice(0, MOST_SHOWN)
  const people = { known, added: added.length }
  return {
    ...{ importId, dryRun, rows: all.length, taken: rows.length, refused: all.length - rows.length },
    ...{ people, firstFaults, ...counts },
  }
}
