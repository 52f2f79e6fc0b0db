import { createRoute, z } from '@hono/zod-openapi'
import { surveys } from '@tamaru/db'
import { NPS_QUESTION, shownName } from '@tamaru/domain'
import { requireShopper } from '../auth/require-shopper.ts'
import { requireStoreStaff } from '../auth/require-staff.ts'
import { createRouter } from '../http/create-router.ts'
import { json, jsonBody, refusals } from '../http/responses.ts'
import { PLACES, pageQuery, toPageView } from '../http/paging.ts'
import { answerSurvey } from './answer-survey.ts'
import { npsSince, showNps } from './show-nps.ts'
import { NpsAnswers, NpsView, SurveyAnswer, SurveyView } from './survey-view.ts'

const show = createRoute({
  method: 'get',
  path: '/api/survey',
  summary: 'The survey that waits for my answer, if any',
  middleware: [requireShopper] as const,
  responses: { 200: json(SurveyView, 'The survey'), ...refusals },
})

const answer = createRoute({
  method: 'post',
  path: '/api/survey/{id}/answer',
  summary: 'Answer a survey, once',
  middleware: [requireShopper] as const,
  request: { params: z.object({ id: z.uuid() }), body: jsonBody(SurveyAnswer) },
  responses: { 204: { description: 'Thank you' }, ...refusals },
})

const nps = createRoute({
  method: 'get',
  path: '/api/staff/nps',
  summary: 'The net promoter score with its count and reasons',
  middleware: [requireStoreStaff('see')] as const,
  responses: { 200: json(NpsView, 'The score'), ...refusals },
})

const npsAnswers = createRoute({
  method: 'get',
  path: '/api/staff/nps/answers',
  summary: 'What the score rests on: answers of the last year, newest first',
  middleware: [requireStoreStaff('see')] as const,
  request: { query: pageQuery(PLACES.moment) },
  responses: { 200: json(NpsAnswers, 'The answers'), ...refusals },
})

export const surveyRoutes = createRouter()
  .openapi(show, async (c) => {
    const invitation = await surveys.findOpenInvitation(c.var.ports.db, c.var.account.id, c.var.shopper.id)
    return c.json({ invitation: invitation ? { id: invitation.id, question: NPS_QUESTION } : null }, 200)
  })
  .openapi(answer, async (c) => {
    const whose = {
      accountId: c.var.account.id,
      shopperId: c.var.shopper.id,
      invitationId: c.req.valid('param').id,
    }
    await answerSurvey(c.var.ports, whose, c.req.valid('json'))
    return c.body(null, 204)
  })
  .openapi(nps, async (c) => c.json(await showNps(c.var.ports, c.var.staff), 200))
  .openapi(npsAnswers, async (c) => {
    const { db, now } = c.var.ports
    const found = await surveys.listAnswers(db, c.var.staff, npsSince(now()), c.req.valid('query'))
    const page = toPageView(found, (answer) => ({
      ...answer,
      shopperName: shownName(c.var.staff, answer.shopperName),
      answeredAt: answer.answeredAt.toISOString(),
    }))
    return c.json(page, 200)
  })
