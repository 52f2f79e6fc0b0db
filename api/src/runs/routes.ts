import { createRoute, z } from '@hono/zod-openapi'
import { runs, type staff } from '@tamaru/db'
import { hasRight, ProblemError, RUN_RIGHTS, type RunKind } from '@tamaru/domain'
import { requireStaff } from '../auth/require-staff.ts'
import { createRouter } from '../http/create-router.ts'
import { json, refusals } from '../http/responses.ts'
import { NewestRun, RunQuery, RunView, toRunView } from './run-view.ts'

const viewer = requireStaff('see')

const newest = createRoute({
  method: 'get',
  path: '/api/staff/runs',
  summary: 'The newest run of a kind about something that I asked for',
  middleware: viewer,
  request: { query: RunQuery },
  responses: { 200: json(NewestRun, 'The run, if there is one'), ...refusals },
})

const show = createRoute({
  method: 'get',
  path: '/api/staff/runs/{id}',
  summary: 'How far a run is, and what came of it; kept for seven days',
  middleware: viewer,
  request: { params: z.object({ id: z.uuid() }) },
  responses: { 200: json(RunView, 'The run'), ...refusals },
})

export const runRoutes = createRouter()
  .openapi(newest, async (c) => {
    const { id: staffId, accountId } = c.var.staff
    const asked = c.req.valid('query')
    requireRight(c.var.staff, asked.kind)
    const run = await runs.findNewest(c.var.ports.db, { accountId, staffId, ...asked })
    return c.json({ run: run ? toRunView(run, c) : null }, 200)
  })
  .openapi(show, async (c) => {
    const run = await runs.find(c.var.ports.db, c.var.account.id, c.req.valid('param').id)
    if (!run) throw new ProblemError('not_found')
    requireRight(c.var.staff, run.kind)
    return c.json(toRunView(run, c), 200)
  })

/** Whoever may ask for such a run may see it. */
function requireRight(person: staff.Staff, kind: RunKind): void {
  const needed = RUN_RIGHTS[kind]
  if (!hasRight(person, needed)) throw new ProblemError('forbidden', `needs the right ${needed}`)
}
