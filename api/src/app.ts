import { accounts, ping } from '@tamaru/db'
import { API_POLICY, HEADERS_EVERYWHERE, ProblemError } from '@tamaru/domain'
import type { ExtractSchema } from 'hono/types'
import { aliasRoutes } from './aliases/routes.ts'
import { auditRoutes } from './audit/routes.ts'
import { Turns } from './line/turns.ts'
import { sessionRoutes } from './shoppers/session-routes.ts'
import { namesSession } from './auth/session-token.ts'
import { staffSessionRoutes } from './staff/staff-session-routes.ts'
import { campaignRoutes } from './campaigns/routes.ts'
import { staffCampaignRoutes } from './campaigns/staff-routes.ts'
import { admissionRoutes } from './admission/routes.ts'
import { customerRoutes } from './shoppers/routes.ts'
import { testPeopleRoutes } from './shoppers/test-people-routes.ts'
import { accountRoutes } from './consent/account-routes.ts'
import { consentRoutes } from './consent/consent-routes.ts'
import { noticeRoutes } from './consent/notice-routes.ts'
import { audienceRoutes } from './audiences/audience-routes.ts'
import { outflowRoutes } from './outflows/outflow-routes.ts'
import { contactRoutes } from './contacts/contact-routes.ts'
import { staffCustomerRoutes } from './customers/customer-routes.ts'
import { drawRoutes } from './draws/routes.ts'
import { entryRoutes } from './entries/routes.ts'
import { createRouter } from './http/create-router.ts'
import { answerInTime } from './http/answer-in-time.ts'
import { fitBody } from './http/fit-body.ts'
import { BodyRoom, SENT_AT_ONCE, SHOWN_AT_ONCE } from './http/body-room.ts'
import { limitBody } from './http/limit-body.ts'
import { answerProblem, renderProblem } from './http/problem.ts'
import { requestId } from './http/request-id.ts'
import { sameSite } from './auth/same-site.ts'
import { spendKnock } from './http/spend.ts'
import { SpentAllowances } from './http/spent-allowances.ts'
import { jobRoutes } from './jobs/routes.ts'
import { webhookRoutes } from './line-webhook/routes.ts'
import { messageRoutes } from './messages/routes.ts'
import { pointRoutes } from './points/routes.ts'
import type { Ports } from './ports.ts'
import { productRoutes } from './products/product-routes.ts'
import { reviewRoutes } from './review/routes.ts'
import { rewardRoutes } from './rewards/routes.ts'
import { runRoutes } from './runs/routes.ts'
import { staffRewardRoutes } from './rewards/staff-routes.ts'
import { budgetRoutes } from './budgets/routes.ts'
import { approvalRoutes } from './approvals/routes.ts'
import { logAccess } from './access/log-access.ts'
import { accessRoutes } from './access/routes.ts'
import { insightRoutes } from './insight/insight-routes.ts'
import { leavingRoutes } from './leaving/own-routes.ts'
import { memberSiteRoutes } from './members/member-site-routes.ts'
import { ownLinkRoutes } from './members/own-link-routes.ts'
import { staffLinkRoutes } from './members/staff-link-routes.ts'
import { staffLeavingRoutes } from './leaving/staff-routes.ts'
import { staffRoutes } from './staff/staff-routes.ts'
import { rankRoutes } from './ranks/rank-routes.ts'
import { describeRule } from './segments/rule-document.ts'
import { segmentRoutes } from './segments/segment-routes.ts'
import { snapshotRoutes } from './segments/snapshot-routes.ts'
import { attributeRoutes } from './attributes/attribute-routes.ts'
import { importRoutes } from './imports/import-routes.ts'
import { labelRoutes } from './labels/label-routes.ts'
import { tagRoutes } from './tags/tag-routes.ts'
import { storeRoutes } from './stores/store-routes.ts'
import { templateRoutes } from './templates/template-routes.ts'
import { surveyRoutes } from './surveys/routes.ts'

const ROUTES = [
  sessionRoutes,
  campaignRoutes,
  customerRoutes,
  admissionRoutes,
  testPeopleRoutes,
  consentRoutes,
  noticeRoutes,
  leavingRoutes,
  entryRoutes,
  pointRoutes,
  drawRoutes,
  rewardRoutes,
  staffRewardRoutes,
  surveyRoutes,
  staffSessionRoutes,
  reviewRoutes,
  aliasRoutes,
  staffCampaignRoutes,
  productRoutes,
  storeRoutes,
  staffRoutes,
  approvalRoutes,
  budgetRoutes,
  staffCustomerRoutes,
  segmentRoutes,
  insightRoutes,
  snapshotRoutes,
  attributeRoutes,
  contactRoutes,
  audienceRoutes,
  ownLinkRoutes,
  memberSiteRoutes,
  staffLinkRoutes,
  outflowRoutes,
  importRoutes,
  tagRoutes,
  labelRoutes,
  rankRoutes,
  accountRoutes,
  auditRoutes,
  staffLeavingRoutes,
  accessRoutes,
  messageRoutes,
  templateRoutes,
  runRoutes,
  jobRoutes,
  webhookRoutes,
] as const

/** What can be asked for by path and method, with what each takes and answers: the contract that the pages are written to. */
export type ApiRoutes = ExtractSchema<(typeof ROUTES)[number]>

/** The whole HTTP surface. Pages are served by the runtime around it. */
export function createApp(ports: Ports) {
  const app = createRouter()
  app.onError(answerProblem)
  app.notFound((c) => renderProblem(c, 'not_found'))

  const ofThisProcess = {
    bodyRoom: new BodyRoom(SENT_AT_ONCE),
    photoRoom: new BodyRoom(SHOWN_AT_ONCE),
    spent: new SpentAllowances(),
    turns: new Turns(),
  }
  app.use(async function providePorts(c, next) {
    c.set('ports', ports)
    c.set('bodyRoom', ofThisProcess.bodyRoom)
    c.set('photoRoom', ofThisProcess.photoRoom)
    c.set('spent', ofThisProcess.spent)
    c.set('turns', ofThisProcess.turns)
    await next()
  })
  app.use(requestId)
  app.use(fitBody)
  app.use(async function setHeaders(c, next) {
    await next()
    for (const [name, value] of Object.entries(HEADERS_EVERYWHERE)) c.header(name, value)
    // The pages go by it, whatever their phone's clock says.
    c.header('date', ports.now().toUTCString())
  })
  app.use(answerInTime)
  app.use(limitBody)
  app.get('/healthz', (c) => c.json({ ok: true }))
  app.get('/readyz', async (c) => {
    if (ports.leaving?.aborted)
      throw new ProblemError('too_busy', 'the process is about to end', { wait_s: 5 })
    if (ports.pagesAreThere === false) throw new ProblemError('too_busy', 'the pages are not built')
    await ping(ports.db)
    return c.json({ ok: true })
  })

  const findAccount = rememberAccount(ports)
  app.use('/api/*', async function provideAccount(c, next) {
    c.set('account', await findAccount())
    // Points and receipts are of the moment and of one person; a photo says otherwise for itself.
    c.header('cache-control', 'no-store')
    c.header('content-security-policy', API_POLICY)
    if (!namesSession(c) || c.req.path.endsWith('/session')) await spendKnock(c)
    await next()
  })
  app.use('/api/*', sameSite)
  app.use('/api/staff/*', logAccess)
  app.use('/line/*', async function provideAccount(c, next) {
    c.set('account', await findAccount())
    await next()
  })

  for (const routes of ROUTES) app.route('/', routes)

  for (const [name, shape] of Object.entries(describeRule()))
    app.openAPIRegistry.registerComponent('schemas', name, shape)
  app.doc31('/api/openapi.json', {
    openapi: '3.1.0',
    info: {
      title: 'Tamaru',
      version: '0.1.0',
      description:
        'Receipt campaigns inside LINE. Log in at POST /api/session, then send the token as a bearer.',
      license: { name: 'MIT' },
    },
  })
  return app
}

/** The account of the configured channel. It never changes while the process lives. */
function rememberAccount({ db, env }: Ports): () => Promise<accounts.Account> {
  let known: accounts.Account | undefined
  return async () => {
    known ??= await accounts.findByLoginChannel(db, env.LINE_LOGIN_CHANNEL_ID)
    // The process writes it down as soon as it reaches its database.
    if (!known)
      throw new ProblemError(
        'temporarily_unavailable',
        'the account of this LINE Login channel is not known yet',
      )
    return known
  }
}
