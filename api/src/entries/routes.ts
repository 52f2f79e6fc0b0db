import { createRoute, z } from '@hono/zod-openapi'
import { entries, readings } from '@tamaru/db'
import { ProblemError } from '@tamaru/domain'
import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import { requireShopper } from '../auth/require-shopper.ts'
import type { AppEnv } from '../http/app-env.ts'
import { createRouter } from '../http/create-router.ts'
import { holdBody } from '../http/hold-body.ts'
import { readFile } from '../http/read-file.ts'
import { spend } from '../http/spend.ts'
import { json, refusals } from '../http/responses.ts'
import { PLACES, pageOf, pageQuery, toPageView } from '../http/paging.ts'
import { answerPhoto } from '../photos/answer-photo.ts'
import { appealEntry } from './appeal-entry.ts'
import { EntryReceipt, EntrySummary, EntryView } from './entry-view.ts'
import { streamEntry } from './stream-entry.ts'
import { submitEntry } from './submit-entry.ts'
import { toEntrySummary, toEntryView } from './to-entry-view.ts'

/** The photo; a client may say a word or two beside it. */
const PARTS = 10

const params = z.object({ id: z.uuid() })
/** By person, and by account: photos are dear to keep and to read. */
const limitUploads = createMiddleware<AppEnv>(async function limitUploads(c, next) {
  await spend(c, 'upload', c.var.shopper.id)
  await spend(c, 'account_upload', 'all')
  await next()
})
const middleware = requireShopper

const submit = createRoute({
  method: 'post',
  path: '/api/entries',
  summary: 'Enter with a photo of a receipt',
  middleware: [
    requireShopper,
    limitUploads,
    holdBody,
    readFile('photo', { parts: PARTS, missing: 'photo_missing' }),
  ] as const,
  request: {
    headers: z.object({
      'idempotency-key': z.string().min(1).max(200).optional(),
      'shopper-id': z
        .uuid()
        .optional()
        .openapi({ description: 'Whose photo it is; refused in the session of another' }),
    }),
    body: {
      content: {
        'multipart/form-data': {
          // For the document alone: a validator would parse the form once more, into copies.
          schema: {
            type: 'object',
            properties: { photo: { type: 'string', format: 'binary' } },
            required: ['photo'],
          },
        },
      },
    },
  },
  responses: { 202: json(EntryReceipt, 'Taken in; follow it on its event stream'), ...refusals },
})

const list = createRoute({
  method: 'get',
  path: '/api/entries',
  summary: 'My entries, newest first',
  middleware,
  request: { query: pageQuery(PLACES.moment) },
  responses: { 200: json(pageOf(EntrySummary), 'The entries'), ...refusals },
})

const show = createRoute({
  method: 'get',
  path: '/api/entries/{id}',
  summary: 'One of my entries: what was read and how it was decided',
  middleware,
  request: { params },
  responses: { 200: json(EntryView, 'The entry'), ...refusals },
})

const photo = createRoute({
  method: 'get',
  path: '/api/entries/{id}/photo',
  summary: 'The photo of one of my entries',
  middleware,
  request: { params },
  responses: { 200: { description: 'The photo', content: { 'image/*': { schema: z.any() } } }, ...refusals },
})

const appeal = createRoute({
  method: 'post',
  path: '/api/entries/{id}/appeal',
  summary: 'Ask for a second look at a rejected entry, once',
  middleware,
  request: { params },
  responses: { 200: json(EntryView, 'The entry, which staff will look at'), ...refusals },
})

const events = createRoute({
  method: 'get',
  path: '/api/entries/{id}/events',
  summary: 'Follow an entry by server-sent events: `state` with an entry summary, at last `end`',
  middleware,
  request: { params },
  responses: {
    200: { description: 'The stream', content: { 'text/event-stream': { schema: z.string() } } },
    ...refusals,
  },
})

export const entryRoutes = createRouter()
  .openapi(submit, async (c) => {
    const { 'idempotency-key': idempotencyKey, 'shopper-id': whose } = c.req.valid('header')
    // A phone keeps a photo until it has arrived, and may have been handed on, or logged in by somebody else, since.
    if (whose && whose !== c.var.shopper.id) throw new ProblemError('session_of_another')
    if (!idempotencyKey) throw new ProblemError('idempotency_key_missing')
    if (c.var.shopper.stoppedAt) throw new ProblemError('use_stopped')
    const { entry, alreadyReceived } = await submitEntry(c.var.ports, {
      accountId: c.var.account.id,
      shopperId: c.var.shopper.id,
      bytes: c.var.file,
      source: 'app',
      idempotencyKey,
    })
    return c.json({ id: entry.id, state: entry.state, alreadyReceived }, 202)
  })
  .openapi(list, async (c) => {
    const { db } = c.var.ports
    const found = await entries.listOfShopper(db, c.var.account.id, c.var.shopper.id, c.req.valid('query'))
    const newest = await readings.findNewestOf(
      db,
      c.var.account.id,
      found.items.map((entry) => entry.id),
    )
    return c.json(
      toPageView(found, (entry) => toEntrySummary(entry, newest.get(entry.id))),
      200,
    )
  })
  .openapi(show, async (c) => c.json(await toEntryView(c.var.ports.db, await findOwn(c)), 200))
  .openapi(photo, async (c) => answerPhoto(c, await findOwn(c)))
  .openapi(appeal, async (c) => {
    const { accountId, id } = await findOwn(c)
    await appealEntry(c.var.ports, accountId, id)
    return c.json(await toEntryView(c.var.ports.db, await findOwn(c)), 200)
  })
  .openapi(events, async (c) => streamEntry(c, await findOwn(c)))

/** Another person's entry is not there at all, so that nobody can probe for ids. */
async function findOwn(c: Context<AppEnv>): Promise<entries.Entry> {
  const { id } = params.parse(c.req.param())
  const entry = await entries.find(c.var.ports.db, c.var.account.id, id)
  if (!entry || entry.shopperId !== c.var.shopper.id) throw new ProblemError('not_found')
  return entry
}
