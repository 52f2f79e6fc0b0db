import { createRoute, z } from '@hono/zod-openapi'
import { draws, hashing, instantPlays } from '@tamaru/db'
import { DrawRecord, sealPerson, shownName } from '@tamaru/domain'
import { requireShopper } from '../auth/require-shopper.ts'
import { requireStaff } from '../auth/require-staff.ts'
import { createRouter } from '../http/create-router.ts'
import { json, jsonBody, refusals } from '../http/responses.ts'
import { streamOf } from '../http/stream-of.ts'
import { PLACES, pageQuery, toPageView } from '../http/paging.ts'
import { RunView, toRunView } from '../runs/run-view.ts'
import { startRun } from '../runs/start-run.ts'
import { drawPrizes } from './draw-prizes.ts'
import {
  Drawing,
  DrawWinners,
  Freezing,
  InstantWins,
  MyPlays,
  MyTickets,
  StaffDrawsView,
} from './draw-view.ts'
import { requireFreezable } from './freeze-draw.ts'
import { findTooYoung } from './find-too-young.ts'
import { revealSecret } from './reveal-secret.ts'
import { showDraws } from './show-draws.ts'
import { writeDrawRecord } from './write-draw-record.ts'

const campaign = z.object({ id: z.uuid() })
const draw = campaign.extend({ drawId: z.string().regex(/^[\w-]{1,60}$/) })
const answer = { 200: json(StaffDrawsView, 'Chance in this campaign, as it stands now'), ...refusals }
const sender = requireStaff('send')

const record = createRoute({
  method: 'get',
  path: '/api/draws/{id}',
  summary:
    'All that is public about chance in a campaign: anybody can work it out again (`npm run verify-draw`)',
  request: { params: campaign },
  responses: { 200: json(DrawRecord, 'The record, without personal data'), ...refusals },
})

const tickets = createRoute({
  method: 'get',
  path: '/api/draws/{id}/tickets',
  summary: 'My tickets, with the seals by which I find them in the record',
  middleware: requireShopper,
  request: { params: campaign, query: pageQuery(PLACES.textNumber) },
  responses: { 200: json(MyTickets, 'Mine'), ...refusals },
})

const plays = createRoute({
  method: 'get',
  path: '/api/draws/{id}/plays',
  summary: 'How my entries played for instant prizes, with their seals',
  middleware: requireShopper,
  request: { params: campaign, query: pageQuery(PLACES.number) },
  responses: { 200: json(MyPlays, 'Mine'), ...refusals },
})

const show = createRoute({
  method: 'get',
  path: '/api/staff/campaigns/{id}/draws',
  summary: 'Commitment, instant prizes, and how far the draws are',
  middleware: [requireStaff('see')] as const,
  request: { params: campaign },
  responses: answer,
})

const wins = createRoute({
  method: 'get',
  path: '/api/staff/campaigns/{id}/wins',
  summary: 'Who won at once, newest first',
  middleware: [requireStaff('see')] as const,
  request: { params: campaign, query: pageQuery(PLACES.number) },
  responses: { 200: json(InstantWins, 'The wins'), ...refusals },
})

const winners = createRoute({
  method: 'get',
  path: '/api/staff/campaigns/{id}/draws/{drawId}/winners',
  summary: 'Who won in a draw, the first prize at the head',
  middleware: [requireStaff('see')] as const,
  request: { params: draw, query: pageQuery(PLACES.number) },
  responses: { 200: json(DrawWinners, 'The winners'), ...refusals },
})

const freeze = createRoute({
  method: 'post',
  path: '/api/staff/campaigns/{id}/draws/{drawId}/freeze',
  summary: 'Fix the tickets of a draw, and name a public value that is still to come, if one is to take part',
  middleware: [sender] as const,
  request: { params: draw, body: jsonBody(Freezing) },
  responses: { 202: json(RunView, 'The run that fixes them'), ...refusals },
})

const drawNow = createRoute({
  method: 'post',
  path: '/api/staff/campaigns/{id}/draws/{drawId}/draw',
  summary: 'Draw the winners, once',
  middleware: [sender] as const,
  request: { params: draw, body: jsonBody(Drawing) },
  responses: answer,
})

const reveal = createRoute({
  method: 'post',
  path: '/api/staff/campaigns/{id}/draws/reveal',
  summary: 'Make the secret public, once all is over',
  middleware: [sender] as const,
  request: { params: campaign },
  responses: answer,
})

export const drawRoutes = createRouter()
  .openapi(record, async (c) => {
    const pieces = await writeDrawRecord(c.var.ports.db, c.var.account.id, c.req.valid('param').id)
    // It is the same for everybody, and may be long: a proxy can take the load off us.
    c.header('cache-control', 'public, max-age=60')
    c.header('content-type', 'application/json; charset=utf-8')
    return c.body(streamOf(pieces)) as never
  })
  .openapi(tickets, async (c) => {
    const { id } = c.req.valid('param')
    const { account, shopper, ports } = c.var
    const found = await draws.listTicketsOfShopper(ports.db, account.id, id, shopper.id, c.req.valid('query'))
    const page = toPageView(found, ({ wonPlace, ...ticket }) => ({ ...ticket, place: wonPlace }))
    return c.json({ person: sealPerson(id, shopper.id, hashing), ...page }, 200)
  })
  .openapi(plays, async (c) => {
    const { id } = c.req.valid('param')
    const { account, shopper, ports } = c.var
    const found = await instantPlays.listOfShopper(ports.db, account.id, id, shopper.id, c.req.valid('query'))
    const page = toPageView(found, ({ prizeId, prizeName, ...play }) => ({
      ...play,
      prize: prizeId === null ? null : { id: prizeId, name: prizeName ?? prizeId },
    }))
    return c.json({ person: sealPerson(id, shopper.id, hashing), ...page }, 200)
  })
  .openapi(show, async (c) =>
    c.json(await showDraws(c.var.ports.db, c.var.account.id, c.req.valid('param').id), 200),
  )
  .openapi(winners, async (c) => {
    const { id: campaignId, drawId } = c.req.valid('param')
    const drawn = { accountId: c.var.account.id, campaignId, drawId }
    const { db, now } = c.var.ports
    const found = await draws.listWinners(db, drawn, c.req.valid('query'))
    const young = await findTooYoung(db, drawn, found.items, now())
    const page = toPageView(found, ({ wonPlace, ticketNo, entryId, shopperId, displayName, revoked }) => ({
      place: wonPlace,
      ticketNo,
      entryId,
      shopperName: shownName(c.var.staff, displayName),
      revoked,
      oldEnough: !young.has(shopperId),
    }))
    return c.json(page, 200)
  })
  .openapi(wins, async (c) => {
    const { id } = c.req.valid('param')
    const found = await instantPlays.listWins(c.var.ports.db, c.var.account.id, id, c.req.valid('query'))
    const page = toPageView(found, ({ playedAt, displayName, ...win }) => ({
      ...win,
      shopperName: shownName(c.var.staff, displayName),
      playedAt: playedAt.toISOString(),
    }))
    return c.json(page, 200)
  })
  .openapi(freeze, async (c) => {
    const { id: campaignId, drawId } = c.req.valid('param')
    const { ports, account, staff } = c.var
    await requireFreezable(ports.db, account.id, campaignId, drawId, ports.now())
    const input = { campaignId, drawId, ...c.req.valid('json') }
    const asked = { kind: 'freeze_draw', subject: `draw:${campaignId}:${drawId}`, input } as const
    return c.json(toRunView(await startRun(ports, staff, asked), c), 202)
  })
  .openapi(drawNow, async (c) => {
    const { id: campaignId, drawId } = c.req.valid('param')
    await drawPrizes(c.var.ports, c.var.staff, { campaignId, drawId, ...c.req.valid('json') })
    return c.json(await showDraws(c.var.ports.db, c.var.account.id, campaignId), 200)
  })
  .openapi(reveal, async (c) => {
    const { id } = c.req.valid('param')
    await revealSecret(c.var.ports, c.var.staff, id)
    return c.json(await showDraws(c.var.ports.db, c.var.account.id, id), 200)
  })
