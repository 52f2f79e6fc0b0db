import { createRoute, z } from '@hono/zod-openapi'
import { audit, inTransaction, jobs } from '@tamaru/db'
import { ProblemError } from '@tamaru/domain'
import { requireStaff } from '../auth/require-staff.ts'
import { createRouter } from '../http/create-router.ts'
import { json, refusals } from '../http/responses.ts'
import { PLACES, pageOf, pageQuery, toPageView } from '../http/paging.ts'

const BuriedJobs = pageOf(
  z.object({
    id: z.string(),
    kind: z.string(),
    attempts: z.int(),
    lastError: z.string(),
    createdAt: z.iso.datetime(),
  }),
)

const list = createRoute({
  method: 'get',
  path: '/api/staff/jobs/buried',
  summary: 'Jobs that were tried too often, with their reason',
  middleware: [requireStaff('send')] as const,
  request: { query: pageQuery(PLACES.number) },
  responses: { 200: json(BuriedJobs, 'The jobs'), ...refusals },
})

/** By its first name: acts stand in logs that never change. */
const RAN_AGAIN = 'job.replay'

const runAgain = createRoute({
  method: 'post',
  path: '/api/staff/jobs/{id}/run-again',
  summary: 'Give a buried job a fresh start',
  middleware: [requireStaff('send')] as const,
  request: { params: z.object({ id: z.string().regex(/^\d{1,18}$/) }) },
  responses: { 204: { description: 'It will run now' }, ...refusals },
})

export const jobRoutes = createRouter()
  .openapi(list, async (c) => {
    const buried = await jobs.listBuried(c.var.ports.db, c.var.account.id, c.req.valid('query'))
    const page = toPageView(buried, ({ id, kind, attempts, lastError, createdAt }) => ({
      id,
      kind,
      attempts,
      lastError,
      createdAt: createdAt.toISOString(),
    }))
    return c.json(page, 200)
  })
  .openapi(runAgain, async (c) => {
    const { id: jobId } = c.req.valid('param')
    const { accountId, id: staffId } = c.var.staff
    const { db, now } = c.var.ports
    await inTransaction(db, async (sql) => {
      const at = now()
      const job = await jobs.runAgain(sql, accountId, jobId, at)
      if (!job) throw new ProblemError('not_found')
      await audit.record(sql, { accountId, staffId, act: RAN_AGAIN, subject: `job:${jobId}`, now: at })
    })
    return c.body(null, 204)
  })
