import { createRoute, z } from '@hono/zod-openapi'
import { aliases } from '@tamaru/db'
import { ProblemError } from '@tamaru/domain'
import type { Context } from 'hono'
import { requireStaff } from '../auth/require-staff.ts'
import type { AppEnv } from '../http/app-env.ts'
import { createRouter } from '../http/create-router.ts'
import { json, jsonBody, refusals } from '../http/responses.ts'
import { limitRate } from '../http/spend.ts'
import { PLACES, pageQuery, toPageView } from '../http/paging.ts'
import { RunView, toRunView } from '../runs/run-view.ts'
import { startRun } from '../runs/start-run.ts'
import { acceptCandidate } from './accept-candidate.ts'
import { AliasAcceptance, AliasDismissal, AliasList, AliasState, AliasView } from './alias-view.ts'
import { dismissCandidate } from './dismiss-candidate.ts'
import { requireOpen } from './replay-candidate.ts'

const params = z.object({ id: z.uuid() })

const list = createRoute({
  method: 'get',
  path: '/api/staff/aliases',
  summary: 'Printed lines that staff named a product for and the machine did not',
  middleware: [requireStaff('see')] as const,
  request: { query: pageQuery(PLACES.amountMoment).extend({ state: AliasState.default('open') }) },
  responses: { 200: json(AliasList, 'The candidates, those seen most often first'), ...refusals },
})

const replay = createRoute({
  method: 'post',
  path: '/api/staff/aliases/{id}/replay',
  summary: 'Look through all that ever came for what the alias would change',
  middleware: [requireStaff('review'), limitRate('simulate')] as const,
  request: { params },
  responses: {
    202: json(RunView, 'The run that looks through it; what it finds stands with the candidate'),
    ...refusals,
  },
})

const accept = createRoute({
  method: 'post',
  path: '/api/staff/aliases/{id}/accept',
  summary: 'Publish the next version of the campaign, with the alias',
  middleware: [requireStaff('write')] as const,
  request: { params, body: jsonBody(AliasAcceptance) },
  responses: { 200: json(AliasView, 'The candidate as it ended'), ...refusals },
})

const dismiss = createRoute({
  method: 'post',
  path: '/api/staff/aliases/{id}/dismiss',
  summary: 'Set a candidate aside',
  middleware: [requireStaff('write')] as const,
  request: { params, body: jsonBody(AliasDismissal) },
  responses: { 200: json(AliasView, 'The candidate as it ended'), ...refusals },
})

export const aliasRoutes = createRouter()
  .openapi(list, async (c) => {
    const { state, ...asked } = c.req.valid('query')
    const found = await aliases.list(c.var.ports.db, c.var.account.id, state, asked)
    return c.json(toPageView(found, toView), 200)
  })
  .openapi(replay, async (c) => {
    const { ports, account, staff } = c.var
    const { id: candidateId } = c.req.valid('param')
    await requireOpen(ports.db, account.id, candidateId)
    const asked = {
      kind: 'replay_alias',
      subject: `alias:${candidateId}`,
      input: { candidateId },
    } as const
    return c.json(toRunView(await startRun(ports, staff, asked), c), 202)
  })
  .openapi(accept, async (c) => {
    await acceptCandidate(c.var.ports, c.var.staff, c.req.valid('param').id, c.req.valid('json'))
    return c.json(await show(c, c.req.valid('param').id), 200)
  })
  .openapi(dismiss, async (c) => {
    await dismissCandidate(c.var.ports, c.var.staff, c.req.valid('param').id, c.req.valid('json'))
    return c.json(await show(c, c.req.valid('param').id), 200)
  })

async function show(c: Context<AppEnv>, id: string): Promise<AliasView> {
  const found = await aliases.find(c.var.ports.db, c.var.account.id, id)
  if (!found) throw new ProblemError('not_found')
  return toView(found)
}

function toView({ replay, ...found }: aliases.AliasCandidate): AliasView {
  return {
    ...found,
    decidedAt: found.decidedAt?.toISOString() ?? null,
    createdAt: found.createdAt.toISOString(),
    replay: replay && { ...replay, at: replay.at.toISOString() },
  }
}
