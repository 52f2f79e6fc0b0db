import { createRoute } from '@hono/zod-openapi'
import type { heldMessages } from '@tamaru/db'
import { requireStaff } from '../auth/require-staff.ts'
import { createRouter } from '../http/create-router.ts'
import { json, jsonBody, refusals } from '../http/responses.ts'
import { PLACES, sortedQuery } from '../http/paging.ts'
import { discardHeld } from './discard-held.ts'
import { listStopped } from './list-stopped.ts'
import { sendHeldAgain } from './send-held-again.ts'
import { ChosenDone, ChosenMessages, StoppedMessageList, StoppedState } from './stopped-message-view.ts'

const ORDERS = {
  stopped: PLACES.moment,
  made: PLACES.moment,
  reason: PLACES.name,
} satisfies Record<heldMessages.StoppedOrder, unknown>

const list = createRoute({
  method: 'get',
  path: '/api/staff/messages',
  summary: 'Messages that have not gone out, with their reason',
  middleware: [requireStaff('see')] as const,
  request: { query: sortedQuery(ORDERS, 'stopped').extend({ state: StoppedState.default('held') }) },
  responses: { 200: json(StoppedMessageList, 'The messages'), ...refusals },
})

const again = createRoute({
  method: 'post',
  path: '/api/staff/messages/send-again',
  summary: 'Send held messages again, whatever held them',
  middleware: [requireStaff('send')] as const,
  request: { body: jsonBody(ChosenMessages) },
  responses: { 200: json(ChosenDone, 'How many are on their way'), ...refusals },
})

const discard = createRoute({
  method: 'post',
  path: '/api/staff/messages/discard',
  summary: 'Discard held messages: they are never sent',
  middleware: [requireStaff('send')] as const,
  request: { body: jsonBody(ChosenMessages) },
  responses: { 200: json(ChosenDone, 'How many were discarded'), ...refusals },
})

export const messageRoutes = createRouter()
  .openapi(list, async (c) => c.json(await listStopped(c.var.ports, c.var.staff, c.req.valid('query')), 200))
  .openapi(again, async (c) => {
    const { messageIds } = c.req.valid('json')
    return c.json({ done: await sendHeldAgain(c.var.ports, c.var.staff, messageIds) }, 200)
  })
  .openapi(discard, async (c) => {
    const { messageIds } = c.req.valid('json')
    return c.json({ done: await discardHeld(c.var.ports, c.var.staff, messageIds) }, 200)
  })
