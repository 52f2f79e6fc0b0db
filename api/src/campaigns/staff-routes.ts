import { createRoute, z } from '@hono/zod-openapi'
import { campaignDrafts, campaigns } from '@tamaru/db'
import { PrizeLaw, prizeLaw, ProblemError } from '@tamaru/domain'
import type { Context } from 'hono'
import { requireStaff } from '../auth/require-staff.ts'
import type { AppEnv } from '../http/app-env.ts'
import { createRouter } from '../http/create-router.ts'
import { holdBody } from '../http/hold-body.ts'
import { json, jsonBody, refusals } from '../http/responses.ts'
import { limitRate } from '../http/spend.ts'
import { PLACES, pageQuery, sortedQuery, toPageView } from '../http/paging.ts'
import { labelQuery } from '../labels/label-view.ts'
import { withLabels } from '../labels/with-labels.ts'
import { fillRules } from '../products/fill-rules.ts'
import { RunView, toRunView } from '../runs/run-view.ts'
import { startRun } from '../runs/start-run.ts'
import { archiveCampaign } from './archive-campaign.ts'
import {
  Archiving,
  CampaignList,
  CampaignView,
  DraftAnswer,
  DraftChange,
  DraftSeen,
  Ending,
  NewCampaign,
  Publication,
  RulesToTry,
  SimulationRequest,
  VersionList,
  VersionView,
} from './campaign-view.ts'
import { answerForDraft, askForDraft } from './approve-draft.ts'
import { changeDraft } from './change-draft.ts'
import { createCampaign } from './create-campaign.ts'
import { endCampaign } from './end-campaign.ts'
import { parseRules } from './parse-rules.ts'
import { publishCampaign } from './publish-campaign.ts'
import { showCampaign, showVersion, summarise, summariseVersion } from './show-campaign.ts'
import type { SimulationInput } from './simulate-campaign.ts'

const params = z.object({ id: z.uuid() })
const viewer = requireStaff('see')
const writer = requireStaff('write')
const sender = requireStaff('send')
const answers = { 200: json(CampaignView, 'The campaign as it is now'), ...refusals }

const ORDERS = {
  running: PLACES.amountMoment,
  made: PLACES.moment,
  changed: PLACES.moment,
  name: PLACES.name,
  from: PLACES.name,
} satisfies Record<campaignDrafts.CampaignOrder, unknown>

const list = createRoute({
  method: 'get',
  path: '/api/staff/campaigns',
  summary: 'The campaigns, drafts among them',
  middleware: viewer,
  request: {
    query: sortedQuery(ORDERS, '-running').extend({
      ...labelQuery,
      state: z.enum(['kept', 'archived']).default('kept'),
    }),
  },
  responses: { 200: json(CampaignList, 'The campaigns'), ...refusals },
})

const show = createRoute({
  method: 'get',
  path: '/api/staff/campaigns/{id}',
  summary: 'A campaign: its draft with faults, changes and prize law, its budget and counts',
  middleware: viewer,
  request: { params },
  responses: answers,
})

const create = createRoute({
  method: 'post',
  path: '/api/staff/campaigns',
  summary: 'Begin a campaign as a draft',
  middleware: [writer, holdBody] as const,
  request: { body: jsonBody(NewCampaign) },
  responses: { 201: json(CampaignView, 'The campaign'), ...refusals },
})

const draft = createRoute({
  method: 'put',
  path: '/api/staff/campaigns/{id}/draft',
  summary: 'Change the draft that one has seen; faults are told, not refused',
  middleware: [writer, holdBody] as const,
  request: { params, body: jsonBody(DraftChange) },
  responses: answers,
})

const publish = createRoute({
  method: 'post',
  path: '/api/staff/campaigns/{id}/publish',
  summary:
    'Publish the draft as the next version; over a cap of the prize law only with an override, by who has the settings',
  middleware: [sender, holdBody] as const,
  request: { params, body: jsonBody(Publication) },
  responses: answers,
})

const ask = createRoute({
  method: 'post',
  path: '/api/staff/campaigns/{id}/approval',
  summary: 'Ask for the word of a second person on the draft that one has seen',
  middleware: writer,
  request: { params, body: jsonBody(DraftSeen) },
  responses: answers,
})

const answer = createRoute({
  method: 'put',
  path: '/api/staff/campaigns/{id}/approval',
  summary: 'Approve or decline the draft that one has seen: not one’s own work',
  middleware: [requireStaff('approve')] as const,
  request: { params, body: jsonBody(DraftAnswer) },
  responses: answers,
})

const end = createRoute({
  method: 'post',
  path: '/api/staff/campaigns/{id}/end',
  summary: 'End the campaign with this day',
  middleware: sender,
  request: { params, body: jsonBody(Ending) },
  responses: answers,
})

const versions = createRoute({
  method: 'get',
  path: '/api/staff/campaigns/{id}/versions',
  summary: 'What was published of a campaign, the newest first',
  middleware: viewer,
  request: { params, query: pageQuery(PLACES.number) },
  responses: { 200: json(VersionList, 'The versions'), ...refusals },
})

const archive = createRoute({
  method: 'put',
  path: '/api/staff/campaigns/{id}/archive',
  summary:
    'Put a campaign that is over into the archive, or take it out; refused while something of it is owed',
  middleware: writer,
  request: { params, body: jsonBody(Archiving) },
  responses: answers,
})

const version = createRoute({
  method: 'get',
  path: '/api/staff/campaigns/{id}/versions/{version}',
  summary: 'A published version: its rules, who published it, and what it changed',
  middleware: viewer,
  request: { params: params.extend({ version: z.coerce.number().int().positive() }) },
  responses: { 200: json(VersionView, 'The version'), ...refusals },
})

const law = createRoute({
  method: 'post',
  path: '/api/staff/campaigns/{id}/prize-law',
  summary: 'Hold rules, or the draft, against the caps of 景品表示法',
  middleware: [viewer, holdBody] as const,
  request: { params, body: jsonBody(RulesToTry) },
  responses: { 200: json(PrizeLaw, 'The caps with their basis, and what the rules come to'), ...refusals },
})

const simulation = createRoute({
  method: 'post',
  path: '/api/staff/campaigns/{id}/simulate',
  summary: 'Replay the stored receipts by rules, or by the draft, and compare with the published version',
  middleware: [viewer, limitRate('simulate'), holdBody] as const,
  request: { params, body: jsonBody(SimulationRequest) },
  responses: { 202: json(RunView, 'The run that works it out'), ...refusals },
})

export const staffCampaignRoutes = createRouter()
  .openapi(list, async (c) => {
    const { state, ...asked } = c.req.valid('query')
    const found = await campaignDrafts.list(c.var.ports.db, c.var.account.id, state, asked)
    const page = toPageView(found, summarise)
    return c.json(await withLabels(c.var.ports.db, c.var.account.id, 'campaign', page), 200)
  })
  .openapi(show, async (c) => {
    return c.json(await showCampaign(c.var.ports.db, c.var.account.id, c.req.valid('param').id), 200)
  })
  .openapi(create, async (c) => {
    const { id } = await createCampaign(c.var.ports, c.var.staff, c.req.valid('json'))
    return c.json(await showCampaign(c.var.ports.db, c.var.account.id, id), 201)
  })
  .openapi(draft, async (c) => {
    const { id } = c.req.valid('param')
    await changeDraft(c.var.ports, c.var.staff, id, c.req.valid('json'))
    return c.json(await showCampaign(c.var.ports.db, c.var.account.id, id), 200)
  })
  .openapi(publish, async (c) => {
    const { id } = c.req.valid('param')
    await publishCampaign(c.var.ports, c.var.staff, id, c.req.valid('json'))
    return c.json(await showCampaign(c.var.ports.db, c.var.account.id, id), 200)
  })
  .openapi(ask, async (c) => {
    const { id } = c.req.valid('param')
    await askForDraft(c.var.ports, c.var.staff, id, c.req.valid('json'))
    return c.json(await showCampaign(c.var.ports.db, c.var.account.id, id), 200)
  })
  .openapi(answer, async (c) => {
    const { id } = c.req.valid('param')
    await answerForDraft(c.var.ports, c.var.staff, id, c.req.valid('json'))
    return c.json(await showCampaign(c.var.ports.db, c.var.account.id, id), 200)
  })
  .openapi(end, async (c) => {
    const { id } = c.req.valid('param')
    await endCampaign(c.var.ports, c.var.staff, id, c.req.valid('json'))
    return c.json(await showCampaign(c.var.ports.db, c.var.account.id, id), 200)
  })
  .openapi(archive, async (c) => {
    const { id } = c.req.valid('param')
    await archiveCampaign(c.var.ports, c.var.staff, id, c.req.valid('json').archived)
    return c.json(await showCampaign(c.var.ports.db, c.var.account.id, id), 200)
  })
  .openapi(versions, async (c) => {
    const { id } = c.req.valid('param')
    const found = await campaigns.listVersions(c.var.ports.db, c.var.account.id, id, c.req.valid('query'))
    return c.json(toPageView(found, summariseVersion), 200)
  })
  .openapi(version, async (c) => {
    const { id, version } = c.req.valid('param')
    return c.json(await showVersion(c.var.ports.db, c.var.account.id, id, version), 200)
  })
  .openapi(law, async (c) => {
    const written = await findWritten(c, c.req.valid('json').rules)
    return c.json(prizeLaw(parseRules(written)), 200)
  })
  .openapi(simulation, async (c) => {
    const { rules, receipts, anyDates } = c.req.valid('json')
    const { id } = c.req.valid('param')
    const input: SimulationInput = {
      campaignId: receipts === 'campaign' ? id : null,
      rules: await findWritten(c, rules),
      anyDates,
    }
    const asked = { kind: 'simulate_campaign', subject: `campaign:${id}`, input } as const
    return c.json(toRunView(await startRun(c.var.ports, c.var.staff, asked), c), 202)
  })

/** Rules that were sent, or those of the campaign's draft, goods as the catalogue has them; with whatever faults they have. */
async function findWritten(
  c: Context<AppEnv>,
  sent?: Record<string, unknown>,
): Promise<Record<string, unknown>> {
  const { ports, account } = c.var
  const draft = await campaignDrafts.find(ports.db, account.id, params.parse(c.req.param()).id)
  if (!draft) throw new ProblemError('not_found')
  return fillRules(ports.db, account.id, sent ?? draft.rules)
}
