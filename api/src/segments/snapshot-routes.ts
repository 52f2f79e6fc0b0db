import { createRoute, z } from '@hono/zod-openapi'
import { segments, snapshots } from '@tamaru/db'
import { ProblemError, shownName, ShownName } from '@tamaru/domain'
import type { Context } from 'hono'
import { requireStaff } from '../auth/require-staff.ts'
import { notedCsv } from '../customers/noted-csv.ts'
import type { AppEnv } from '../http/app-env.ts'
import { createRouter } from '../http/create-router.ts'
import { pageOf, PLACES, pageQuery, toPageView } from '../http/paging.ts'
import { json, jsonBody, refusals } from '../http/responses.ts'
import { streamOf } from '../http/stream-of.ts'
import { takeSnapshot } from './take-snapshot.ts'

const PATH = '/api/staff/segments/{id}/snapshots'
const params = z.object({ id: z.uuid() })
const snapshotParams = params.extend({ snapshotId: z.uuid() })
const viewer = requireStaff('see')

export const SnapshotView = z.object({
  id: z.uuid(),
  segmentId: z.uuid().nullable(),
  /** Of the segment's rule. */
  version: z.int().nullable(),
  purpose: z.string(),
  count: z.int(),
  takenAt: z.iso.datetime(),
})
export const SnapshotList = pageOf(SnapshotView)
/** Whoever has left by now has no name. */
export const SnapshotMemberList = pageOf(z.object({ shopperId: z.uuid(), displayName: ShownName.nullable() }))
export const NewSnapshot = z.strictObject({ purpose: z.string().trim().min(1).max(100) })

const toView = ({ id, segmentId, version, purpose, count, takenAt }: snapshots.Snapshot) => ({
  ...{ id, segmentId, version, purpose, count },
  takenAt: takenAt.toISOString(),
})

const take = createRoute({
  method: 'post',
  path: PATH,
  summary: 'Freeze whom a segment means at this moment, for good',
  middleware: requireStaff('write'),
  request: { params, body: jsonBody(NewSnapshot) },
  responses: { 201: json(SnapshotView, 'The snapshot'), ...refusals },
})

const list = createRoute({
  method: 'get',
  path: PATH,
  summary: 'The snapshots of a segment, the last first',
  middleware: viewer,
  request: { params, query: pageQuery(PLACES.moment) },
  responses: { 200: json(SnapshotList, 'The snapshots'), ...refusals },
})

const members = createRoute({
  method: 'get',
  path: `${PATH}/{snapshotId}/members`,
  summary: 'Whom a snapshot holds, as it was taken',
  middleware: viewer,
  request: { params: snapshotParams, query: pageQuery(PLACES.id) },
  responses: { 200: json(SnapshotMemberList, 'The people'), ...refusals },
})

const csv = createRoute({
  method: 'get',
  path: `${PATH}/{snapshotId}/members.csv`,
  summary: 'The same people as CSV; whom each page of it shows is noted before it goes out',
  middleware: requireStaff('export'),
  request: {
    params: snapshotParams,
    query: z.object({ language: z.enum(['ja', 'en']).default('ja') }),
  },
  responses: {
    200: { description: 'The people', content: { 'text/csv': { schema: z.string() } } },
    ...refusals,
  },
})

/** As the access log has it. */
const CSV_ROUTE = 'GET /api/staff/segments/:id/snapshots/:snapshotId/members.csv'
const HEADS = { ja: ['ID', 'お名前'], en: ['ID', 'Name'] }

export const snapshotRoutes = createRouter()
  .openapi(take, async (c) => {
    const { id } = c.req.valid('param')
    const snapshot = await takeSnapshot(c.var.ports, c.var.staff, id, c.req.valid('json').purpose)
    return c.json(toView(snapshot), 201)
  })
  .openapi(list, async (c) => {
    const { db } = c.var.ports
    const { id } = c.req.valid('param')
    if (!(await segments.find(db, c.var.account.id, id))) throw new ProblemError('not_found')
    const found = await snapshots.list(db, c.var.account.id, id, c.req.valid('query'))
    return c.json(toPageView(found, toView), 200)
  })
  .openapi(members, async (c) => {
    const { db } = c.var.ports
    const { snapshotId } = c.req.valid('param')
    await requireSnapshot(c, c.req.valid('param'))
    const found = await snapshots.listMembers(db, c.var.account.id, snapshotId, c.req.valid('query'))
    const view = toPageView(found, ({ shopperId, displayName }) => ({
      shopperId,
      displayName: shownName(c.var.staff, displayName),
    }))
    return c.json(view, 200)
  })
  .openapi(csv, async (c) => {
    const { ports, staff, account } = c.var
    const { snapshotId } = c.req.valid('param')
    await requireSnapshot(c, c.req.valid('param'))
    const pages = notedCsv(ports, staff, {
      ...{ route: CSV_ROUTE, head: HEADS[c.req.valid('query').language] },
      subject: `snapshot:${snapshotId}`,
      read: (page) => snapshots.listMembers(ports.db, account.id, snapshotId, page),
      cells: ({ shopperId, displayName }) => [shopperId, shownName(staff, displayName)],
    })
    c.header('content-type', 'text/csv; charset=utf-8')
    c.header('content-disposition', 'attachment; filename="snapshot.csv"')
    return c.body(streamOf(pages)) as never
  })

/** Refuses what is no snapshot of the segment. */
async function requireSnapshot(
  { var: { ports, account } }: Context<AppEnv>,
  { id, snapshotId }: { id: string; snapshotId: string },
): Promise<void> {
  const snapshot = await snapshots.find(ports.db, account.id, snapshotId)
  if (snapshot?.segmentId !== id) throw new ProblemError('not_found')
}
