import { createRoute, z } from '@hono/zod-openapi'
import { review, type entries } from '@tamaru/db'
import { EntryState, ProblemError, shownName } from '@tamaru/domain'
import type { Context } from 'hono'
import { requireStoreStaff } from '../auth/require-staff.ts'
import type { AppEnv } from '../http/app-env.ts'
import { createRouter } from '../http/create-router.ts'
import { json, jsonBody, refusals } from '../http/responses.ts'
import { PLACES, pageQuery, toPageView } from '../http/paging.ts'
import { answerPhoto } from '../photos/answer-photo.ts'
import { decideEntry } from './decide-entry.ts'
import { previewApproval } from './preview-approval.ts'
import { ApprovalPreview } from './preview-view.ts'
import { reopenEntry } from './reopen-entry.ts'
import { OverviewView, ReviewDecision, ReviewEntry, ReviewList, Revocation, Sighting } from './review-view.ts'
import { revokeEntry } from './revoke-entry.ts'
import { showOverview } from './show-overview.ts'
import { showReviewEntry } from './show-review-entry.ts'

const params = z.object({ id: z.uuid() })
const viewer = requireStoreStaff('see')

const list = createRoute({
  method: 'get',
  path: '/api/staff/entries',
  summary: 'Entries in a state, those that wait for a person first',
  middleware: viewer,
  request: { query: pageQuery(PLACES.moment).extend({ state: EntryState.default('needs_review') }) },
  responses: { 200: json(ReviewList, 'The entries'), ...refusals },
})

const show = createRoute({
  method: 'get',
  path: '/api/staff/entries/{id}',
  summary: 'An entry with reading and checks',
  middleware: viewer,
  request: { params },
  responses: { 200: json(ReviewEntry, 'The entry'), ...refusals },
})

const photo = createRoute({
  method: 'get',
  path: '/api/staff/entries/{id}/photo',
  summary: "An entry's photo",
  middleware: viewer,
  request: { params },
  responses: { 200: { description: 'The photo', content: { 'image/*': { schema: z.any() } } }, ...refusals },
})

const preview = createRoute({
  method: 'post',
  path: '/api/staff/entries/{id}/preview',
  summary: 'What approving would do now, and what stands against it; nothing is written',
  middleware: viewer,
  request: { params, body: jsonBody(Sighting) },
  responses: { 200: json(ApprovalPreview, 'The approval as it would be'), ...refusals },
})

const decision = createRoute({
  method: 'post',
  path: '/api/staff/entries/{id}/decision',
  summary: 'Correct, then approve or reject with a reason',
  middleware: [requireStoreStaff('review')] as const,
  request: { params, body: jsonBody(ReviewDecision) },
  responses: { 200: json(ReviewEntry, 'The entry as it ended'), ...refusals },
})

const revocation = createRoute({
  method: 'post',
  path: '/api/staff/entries/{id}/revocation',
  summary: "Take an approved entry's credit back, with a reason that its shopper is told",
  middleware: [requireStoreStaff('points')] as const,
  request: { params, body: jsonBody(Revocation) },
  responses: { 200: json(ReviewEntry, 'The entry, revoked'), ...refusals },
})

const reopening = createRoute({
  method: 'post',
  path: '/api/staff/entries/{id}/reopening',
  summary: 'Open a decision of one’s own again, within 24 hours',
  middleware: [requireStoreStaff('review')] as const,
  request: { params },
  responses: { 200: json(ReviewEntry, 'The entry, which waits once more'), ...refusals },
})

const overview = createRoute({
  method: 'get',
  path: '/api/staff/overview',
  summary: 'Entries and points by day and state',
  middleware: viewer,
  responses: { 200: json(OverviewView, 'The overview'), ...refusals },
})

export const reviewRoutes = createRouter()
  .openapi(list, async (c) => {
    const { db } = c.var.ports
    const { state, ...asked } = c.req.valid('query')
    const [counts, found] = await Promise.all([
      review.countByState(db, c.var.staff, 'all'),
      review.list(db, c.var.staff, state, asked),
    ])
    const page = toPageView(found, (item) => ({
      ...item,
      shopperName: shownName(c.var.staff, item.shopperName),
      createdAt: item.createdAt.toISOString(),
      decidedAt: item.decidedAt?.toISOString() ?? null,
      appealedAt: item.appealedAt?.toISOString() ?? null,
    }))
    return c.json(ReviewList.parse({ counts, ...page }), 200)
  })
  .openapi(show, async (c) => c.json(await showEntry(c), 200))
  .openapi(photo, async (c) => answerPhoto(c, await findEntry(c)))
  .openapi(preview, async (c) => {
    const { ports, staff } = c.var
    const { id } = c.req.valid('param')
    const previewed = await previewApproval(ports, staff, id, c.req.valid('json'))
    return c.json(ApprovalPreview.parse(previewed), 200)
  })
  .openapi(decision, async (c) => {
    await decideEntry(c.var.ports, c.var.staff, c.req.valid('param').id, c.req.valid('json'))
    return c.json(await showEntry(c), 200)
  })
  .openapi(revocation, async (c) => {
    await revokeEntry(c.var.ports, c.var.staff, c.req.valid('param').id, c.req.valid('json').reason)
    return c.json(await showEntry(c), 200)
  })
  .openapi(reopening, async (c) => {
    await reopenEntry(c.var.ports, c.var.staff, c.req.valid('param').id)
    return c.json(await showEntry(c), 200)
  })
  .openapi(overview, async (c) => c.json(await showOverview(c.var.ports, c.var.staff), 200))

async function showEntry(c: Context<AppEnv>) {
  const { db, now } = c.var.ports
  return showReviewEntry(db, await findEntry(c), c.var.staff, now())
}

async function findEntry(c: Context<AppEnv>): Promise<entries.Entry> {
  const { id } = params.parse(c.req.param())
  const entry = await review.find(c.var.ports.db, c.var.staff, id)
  if (!entry) throw new ProblemError('not_found')
  return entry
}
