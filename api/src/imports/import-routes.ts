import { createRoute, z } from '@hono/zod-openapi'
import { personImports } from '@tamaru/db'
import { ImportConflicts, ImportMapping, ImportReport, ProblemError } from '@tamaru/domain'
import type { Context } from 'hono'
import { requireStaff } from '../auth/require-staff.ts'
import { askToUndo } from '../batches/undo-batch.ts'
import type { AppEnv } from '../http/app-env.ts'
import { createRouter } from '../http/create-router.ts'
import { holdBody } from '../http/hold-body.ts'
import { pageQuery, PLACES, toPageView } from '../http/paging.ts'
import { json, jsonBody, refusals } from '../http/responses.ts'
import { RunView, toRunView } from '../runs/run-view.ts'
import { ImportDetail, ImportList, toImportDetail, toImportView } from './import-view.ts'
import { askForFollowers, askToImport, importAtOnce, sendImport } from './send-import.ts'

const PATH = '/api/staff/imports'
const params = z.object({ id: z.uuid() })
const writer = requireStaff('write')
const file = {
  required: true,
  content: { 'text/csv': { schema: z.string() }, 'application/x-ndjson': { schema: z.string() } },
}
const underWay = { 202: json(RunView, 'The run, to be polled'), ...refusals }
const dryRun = z.enum(['true', 'false']).default('true')

const list = createRoute({
  method: 'get',
  path: PATH,
  summary: 'Files of people that were sent, the newest first, and what came of them',
  middleware: writer,
  request: { query: pageQuery(PLACES.moment) },
  responses: { 200: json(ImportList, 'The imports'), ...refusals },
})
const send = createRoute({
  method: 'post',
  path: PATH,
  summary: 'Send a file of people, CSV (UTF-8 or Shift_JIS) or NDJSON; nothing of it is taken in yet',
  middleware: [writer, holdBody] as const,
  request: { query: z.object({ name: z.string().min(1).max(200).default('取り込み') }), body: file },
  responses: { 201: json(ImportDetail, 'The file as it was understood'), ...refusals },
})
const show = createRoute({
  method: 'get',
  path: `${PATH}/{id}`,
  summary: 'A file that was sent, how it was understood, and what came of it',
  middleware: writer,
  request: { params },
  responses: { 200: json(ImportDetail, 'The import'), ...refusals },
})
const faults = createRoute({
  method: 'get',
  path: `${PATH}/{id}/faults.csv`,
  summary: 'The rows that were refused: row, field, value and reason, in both languages',
  middleware: writer,
  request: { params },
  responses: {
    200: { description: 'A file for a spreadsheet', content: { 'text/csv': { schema: z.string() } } },
    ...refusals,
  },
})
const look = createRoute({
  method: 'post',
  path: `${PATH}/{id}/check`,
  summary: 'Look what would come of a file, when its columns are these; nothing is written',
  middleware: writer,
  request: { params, body: jsonBody(ImportMapping) },
  responses: underWay,
})
const take = createRoute({
  method: 'post',
  path: `${PATH}/{id}/take`,
  summary: 'Take a file in; twice, or the same file again, changes nothing more',
  middleware: writer,
  request: { params, body: jsonBody(ImportMapping) },
  responses: underWay,
})
const undo = createRoute({
  method: 'post',
  path: `${PATH}/{id}/undo`,
  summary: 'Take back what a file changed, where nothing was said since; who became known stays known',
  middleware: writer,
  request: { params },
  responses: underWay,
})
const followers = createRoute({
  method: 'post',
  path: `${PATH}/followers`,
  summary: 'Make all friends known whom LINE tells of, which it does to verified and premium accounts only',
  middleware: writer,
  request: { query: z.object({ dryRun }) },
  responses: underWay,
})
const atOnce = createRoute({
  method: 'post',
  path: '/api/staff/shoppers/import',
  summary: 'Take in people whose columns are named after what they hold: 500 rows at once, more as a run',
  middleware: [writer, holdBody] as const,
  request: { query: z.object({ dryRun, conflicts: ImportConflicts.default('replace') }), body: file },
  responses: { 200: json(ImportReport, 'What came of it'), 202: json(RunView, 'The run'), ...refusals },
})

export const importRoutes = createRouter()
  .openapi(list, async (c) => {
    const found = await personImports.list(c.var.ports.db, c.var.account.id, c.req.valid('query'))
    return c.json(toPageView(found, toImportView), 200)
  })
  .openapi(followers, async (c) => {
    const isDry = c.req.valid('query').dryRun === 'true'
    return c.json(toRunView(await askForFollowers(c.var.ports, c.var.staff, isDry), c), 202)
  })
  .openapi(send, async (c) => {
    const { name } = c.req.valid('query')
    const sent = await sendImport(c.var.ports, c.var.staff, { name, ...(await fileOf(c)) })
    return c.json(toImportDetail(sent), 201)
  })
  .openapi(show, async (c) => c.json(toImportDetail(await find(c, c.req.valid('param').id)), 200))
  .openapi(faults, async (c) => {
    const { id } = c.req.valid('param')
    const text = await personImports.readFaults(c.var.ports.db, c.var.account.id, id)
    if (text === undefined) throw new ProblemError('not_found')
    const headers = { 'content-disposition': 'attachment; filename="faults.csv"' }
    return c.body(text, 200, { 'content-type': 'text/csv; charset=utf-8', ...headers })
  })
  .openapi(look, async (c) => c.json(await ask(c, c.req.valid('param').id, c.req.valid('json'), true), 202))
  .openapi(take, async (c) => c.json(await ask(c, c.req.valid('param').id, c.req.valid('json'), false), 202))
  .openapi(undo, async (c) => {
    const { id: batchId } = c.req.valid('param')
    const what = { batchId, kind: 'import', subject: `import:${batchId}` } as const
    const run = await askToUndo(c.var.ports, c.var.staff, what)
    return c.json(toRunView(run, c), 202)
  })
  .openapi(atOnce, async (c) => {
    const { dryRun: isDry, conflicts } = c.req.valid('query')
    const sent = { ...(await fileOf(c)), dryRun: isDry === 'true', conflicts }
    const came = await importAtOnce(c.var.ports, c.var.staff, sent)
    return 'report' in came ? c.json(came.report, 200) : c.json(toRunView(came.run, c), 202)
  })

async function fileOf(c: Context<AppEnv>): Promise<{ format: 'csv' | 'ndjson'; bytes: Uint8Array }> {
  const format = c.req.header('content-type')?.includes('ndjson') ? 'ndjson' : 'csv'
  return { format, bytes: new Uint8Array(await c.req.arrayBuffer()) }
}

async function find({ var: { ports, account } }: Context<AppEnv>, id: string) {
  const found = await personImports.find(ports.db, account.id, id)
  if (!found) throw new ProblemError('not_found')
  return found
}

async function ask(c: Context<AppEnv>, importId: string, mapping: ImportMapping, isDry: boolean) {
  const asked = { importId, mapping, dryRun: isDry }
  return toRunView(await askToImport(c.var.ports, c.var.staff, asked), c)
}
