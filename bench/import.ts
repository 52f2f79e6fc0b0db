import { inTransaction, openDb, personImports, RUN_LIMITS, type Db } from '@tamaru/db'
import { startEmbeddedServer } from '@tamaru/db/embedded-server'
import { migrate } from '@tamaru/db/migrate'
import { ImportReport } from '@tamaru/domain'
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { undoBatch } from '../api/src/batches/undo-batch.ts'
import { importPeople } from '../api/src/imports/import-people.ts'
import type { RunWork, Underway } from '../api/src/runs/carry-out-run.ts'
import { makeAccount, makeStaff } from '../tests/support/make-people.ts'
import { describeMachine } from './describe-machine.ts'

/**
 * `npm run bench:import`: how many rows of a file a minute are looked at, taken in (three attributes and a tag each, with all that
 * is told of it), taken in once more, and undone.
 */
const { values: given } = parseArgs({
  options: { rows: { type: 'string', default: '100000' }, json: { type: 'boolean', default: false } },
})
const rows = Number(given.rows)
const now = () => new Date()
const folder = await mkdtemp(path.join(tmpdir(), 'tamaru-bench-'))
const server = await startEmbeddedServer({ folder: path.join(folder, 'postgres') })
const db = openDb(server.url)
try {
  await migrate(db, now())
  const { accountId, staffId, ids } = await fitOut(db)
  const columns = ['line_user_id', 'attribute:birthday', 'attribute:gender', 'attribute:prefecture', 'tags']
  const mapping = { columns: Object.fromEntries(columns.map((each) => [each, each])), conflicts: 'replace' }
  const file = Buffer.from([columns.join(','), ...ids.map(rowOf)].join('\n'))
  const notAsked = () => Promise.reject(new Error('everybody is known'))
  const line = new Proxy({}, { get: () => notAsked }) as Underway['ports']['line']

  const keep = () =>
    personImports.add(
      db,
      accountId,
      { name: 'bench', format: 'csv', file, outline: null },
      { staffId, now: now() },
    )
  async function work(does: RunWork, input: object): Promise<{ rows_per_min: number; came: object }> {
    const began = performance.now()
    const underway = { ports: { db, now, line }, runId: randomUUID(), accountId, staffId, input }
    const ending = await does({ ...underway, tell: async () => {} })
    const came = await inTransaction(db, ending, RUN_LIMITS)
    return { rows_per_min: Math.round((rows * 60_000) / (performance.now() - began)), came }
  }
  const [importId, again] = [await keep(), await keep()]
  const looked = await work(importPeople, { importId, mapping, dryRun: true })
  const taken = await work(importPeople, { importId, mapping, dryRun: false })
  const twice = await work(importPeople, { importId: again, mapping, dryRun: false })
  const undone = await work(undoBatch, { batchId: importId, subject: `import:${importId}` })
  const [report, second] = [ImportReport.parse(taken.came), ImportReport.parse(twice.came)]
  if (report.taken !== rows || second.values.added + second.values.replaced + second.tags.added > 0)
    throw new Error('a file that was taken in twice changed something')
  const figures = {
    ...{ machine: describeMachine(), rows, file_bytes: file.length, taken: report.taken },
    rows_per_min: {
      ...{ looked_at: looked.rows_per_min, taken_in: taken.rows_per_min },
      ...{ taken_in_again: twice.rows_per_min, undone: undone.rows_per_min },
    },
  }
  console.log(given.json ? JSON.stringify(figures) : JSON.stringify(figures, null, 2))
} finally {
  await db.end()
  await server.stop()
  await rm(folder, { recursive: true })
}

async function fitOut(sql: Db) {
  const account = await makeAccount(sql)
  const member = await makeStaff(sql, account.id)
  await sql`
    insert into tag (account_id, name, owner_id, created_at) values (${account.id}, '興味/お茶', ${member.id}, ${now()})`
  const ids = Array.from({ length: rows }, () => `U${randomUUID().replaceAll('-', '')}`)
  await sql`
    insert into shopper (account_id, line_user_id, created_at)
    select ${account.id}, id, ${now()} from unnest(${ids}::text[]) as t (id)`
  await sql`vacuum analyze`
  return { accountId: account.id, staffId: member.id, ids }
}

function rowOf(id: string, n: number): string {
  const gender = ['女性', '男性', 'その他', '回答しない'][n % 4]!
  return `${id},${1940 + (n % 70)}/4/${1 + (n % 30)},${gender},東京都,${n % 2 === 0 ? '興味/お茶' : ''}`
}
