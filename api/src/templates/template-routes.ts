import { createRoute, z } from '@hono/zod-openapi'
import { requireStaff } from '../auth/require-staff.ts'
import { createRouter } from '../http/create-router.ts'
import { pageQuery, PLACES } from '../http/paging.ts'
import { json, jsonBody, refusals } from '../http/responses.ts'
import { previewTemplate } from './preview-template.ts'
import { rewordTemplate } from './reword-template.ts'
import { listTemplates, listVersions, showTemplate } from './show-templates.ts'
import {
  PreviewAsked,
  Resetting,
  Rewording,
  TemplateKindParam,
  TemplateList,
  TemplatePreview,
  TemplateVersions,
  TemplateView,
} from './template-view.ts'

const PATH = '/api/staff/templates'
const params = z.object({ kind: TemplateKindParam })

const list = createRoute({
  method: 'get',
  path: PATH,
  summary: 'Every kind of message, and whether the account words it anew',
  middleware: [requireStaff('see')] as const,
  responses: { 200: json(TemplateList, 'The kinds'), ...refusals },
})

const show = createRoute({
  method: 'get',
  path: `${PATH}/{kind}`,
  summary: 'The words of one kind of message, and what can stand in them',
  middleware: [requireStaff('see')] as const,
  request: { params },
  responses: { 200: json(TemplateView, 'The template'), ...refusals },
})

const versions = createRoute({
  method: 'get',
  path: `${PATH}/{kind}/versions`,
  summary: 'All that the account ever had it say, newest first',
  middleware: [requireStaff('see')] as const,
  request: { params, query: pageQuery(PLACES.number) },
  responses: { 200: json(TemplateVersions, 'The versions'), ...refusals },
})

const preview = createRoute({
  method: 'post',
  path: `${PATH}/{kind}/preview`,
  summary: 'What words would say, in both languages, and what is wrong with them; nothing is changed',
  middleware: [requireStaff('see')] as const,
  request: { params, body: jsonBody(PreviewAsked) },
  responses: { 200: json(TemplatePreview, 'As it would look'), ...refusals },
})

const reword = createRoute({
  method: 'put',
  path: `${PATH}/{kind}`,
  summary: 'Have it say these words from now on: a new version',
  middleware: [requireStaff('send')] as const,
  request: { params, body: jsonBody(Rewording) },
  responses: { 200: json(TemplateView, 'The template as it is now'), ...refusals },
})

const reset = createRoute({
  method: 'post',
  path: `${PATH}/{kind}/reset`,
  summary: 'Go back to the words of the product: a new version too',
  middleware: [requireStaff('send')] as const,
  request: { params, body: jsonBody(Resetting) },
  responses: { 200: json(TemplateView, 'The template as it is now'), ...refusals },
})

export const templateRoutes = createRouter()
  .openapi(list, async (c) => c.json(await listTemplates(c.var.ports.db, c.var.account.id), 200))
  .openapi(show, async (c) =>
    c.json(await showTemplate(c.var.ports.db, c.var.account.id, c.req.valid('param').kind), 200),
  )
  .openapi(versions, async (c) => {
    const asked = { ...c.req.valid('query'), ...c.req.valid('param') }
    return c.json(await listVersions(c.var.ports.db, c.var.account.id, asked), 200)
  })
  .openapi(preview, async (c) => {
    const { kind } = c.req.valid('param')
    return c.json(await previewTemplate(c.var.ports, c.var.account.id, kind, c.req.valid('json')), 200)
  })
  .openapi(reword, async (c) => {
    const { kind } = c.req.valid('param')
    await rewordTemplate(c.var.ports, c.var.staff, kind, c.req.valid('json'))
    return c.json(await showTemplate(c.var.ports.db, c.var.account.id, kind), 200)
  })
  .openapi(reset, async (c) => {
    const { kind } = c.req.valid('param')
    await rewordTemplate(c.var.ports, c.var.staff, kind, { ...c.req.valid('json'), words: null })
    return c.json(await showTemplate(c.var.ports.db, c.var.account.id, kind), 200)
  })
