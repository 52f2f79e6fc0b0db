import { createRoute, z } from '@hono/zod-openapi'
import { customers, personFacts, segmentMoves, segments } from '@tamaru/db'
import { explain, ProblemError } from '@tamaru/domain'
import type { Context } from 'hono'
import { requireStaff, requireStoreStaff } from '../auth/require-staff.ts'
import { listCustomers } from '../customers/list-customers.ts'
import { CustomerList } from '../customers/customer-view.ts'
import { freshenFacts } from '../customers/keep-facts.ts'
import type { AppEnv } from '../http/app-env.ts'
import { createRouter } from '../http/create-router.ts'
import { PLACES, pageQuery, toPageView } from '../http/paging.ts'
import { json, jsonBody, refusals } from '../http/responses.ts'
import { ALSO, CloserView, lookCloser } from './look-closer.ts'
import { MoveList, toMoveView } from './move-view.ts'
import { labelQuery } from '../labels/label-view.ts'
import { withLabels } from '../labels/with-labels.ts'
import { addSegment, changeSegment } from './save-segment.ts'
import {
  countedOf,
  CountView,
  NewSegment,
  partsOfWhy,
  saidOf,
  SegmentChange,
  SegmentDetail,
  SegmentList,
  toSegmentView,
  WhyView,
  WrittenRule,
} from './segment-view.ts'

const PATH = '/api/staff/segments'
const params = z.object({ id: z.uuid() })
const viewer = requireStaff('see')
/** Whoever is bound to stores looks at their own people through the account's segments. */
const ofStores = requireStoreStaff('see')
const writer = requireStaff('write')

/** `also`: what is to be looked at beside, which takes longer; `segmentId`: the saved segment that is being edited. */
const Asked = z.object({
  rule: WrittenRule,
  also: z.array(z.enum(ALSO)).max(ALSO.length).default([]),
  segmentId: z.uuid().optional(),
})

const count = createRoute({
  method: 'post',
  path: `${PATH}/count`,
  summary: 'How many people a rule means at this moment, and the rule as a sentence; nothing is saved',
  middleware: ofStores,
  request: { body: jsonBody(Asked) },
  responses: {
    200: json(CountView.extend(CloserView.partial().shape), 'The count; a rule with faults means nobody'),
    ...refusals,
  },
})

const list = createRoute({
  method: 'get',
  path: PATH,
  summary: 'The segments of the account, the newest first, without those that are archived',
  middleware: ofStores,
  request: { query: pageQuery(PLACES.moment).extend(labelQuery) },
  responses: { 200: json(SegmentList, 'The segments'), ...refusals },
})

const show = createRoute({
  method: 'get',
  path: `${PATH}/{id}`,
  summary: 'A segment, with how many people it means at this moment',
  middleware: viewer,
  request: { params },
  responses: { 200: json(SegmentDetail, 'The segment'), ...refusals },
})

const add = createRoute({
  method: 'post',
  path: PATH,
  summary: 'Save a rule under a name',
  middleware: writer,
  request: { body: jsonBody(NewSegment) },
  responses: { 201: json(SegmentDetail, 'The segment'), ...refusals },
})

const change = createRoute({
  method: 'patch',
  path: `${PATH}/{id}`,
  summary: 'Change a segment’s name or rule, or archive it, unless another segment names it',
  middleware: writer,
  request: { params, body: jsonBody(SegmentChange) },
  responses: { 200: json(SegmentDetail, 'The segment as it is now'), ...refusals },
})

const members = createRoute({
  method: 'get',
  path: `${PATH}/{id}/members`,
  summary: 'Whom a segment means at this moment, who joined last at the head',
  middleware: ofStores,
  request: { params, query: pageQuery(PLACES.amount) },
  responses: { 200: json(CustomerList, 'The people'), ...refusals },
})

const why = createRoute({
  method: 'get',
  path: `${PATH}/{id}/why/{shopperId}`,
  summary: 'Why a person is in a segment, or is not: which conditions hold, by which facts',
  middleware: ofStores,
  request: { params: params.extend({ shopperId: z.uuid() }) },
  responses: { 200: json(WhyView, 'The rule, part by part'), ...refusals },
})

const moves = createRoute({
  method: 'get',
  path: `${PATH}/{id}/moves`,
  summary: 'Who came into a segment and who left it, and by what, the last first',
  middleware: viewer,
  request: { params, query: pageQuery(PLACES.momentNumber) },
  responses: { 200: json(MoveList, 'The log, to which is only added'), ...refusals },
})

export const segmentRoutes = createRouter()
  .openapi(count, async (c) => {
    const { db, now } = c.var.ports
    await freshenFacts(c.var.ports)
    const at = now()
    const { rule, also, segmentId = null } = c.req.valid('json')
    const understood = await segments.understand(db, c.var.account.id, rule, at, segmentId ?? undefined)
    if (c.var.staff.storeIds) {
      // Of their own people only; what is looked at beside is of the whole account.
      const { people } = await customers.count(db, c.var.staff, { understood, now: at }, 1)
      return c.json({ ...countedOf({ people, buyers: 0 }, at), ...saidOf(understood, rule) }, 200)
    }
    const size = await segments.measure(db, c.var.account.id, understood, at)
    const about = { understood, people: size.people, segmentId }
    const closer = await lookCloser(c.var.ports, c.var.staff, about, also, at)
    return c.json({ ...countedOf(size, at), ...saidOf(understood, rule), ...closer }, 200)
  })
  .openapi(list, async (c) => {
    const { db, now } = c.var.ports
    const found = await segments.list(db, c.var.account.id, c.req.valid('query'))
    const understood = await Promise.all(
      found.items.map(({ id, rule }) => segments.understand(db, c.var.account.id, rule, now(), id)),
    )
    const page = toPageView(
      { ...found, items: found.items.map((segment, n) => toSegmentView(segment, understood[n]!)) },
      (view) => view,
    )
    return c.json(await withLabels(db, c.var.account.id, 'segment', page), 200)
  })
  .openapi(show, async (c) => c.json(await detail(c, c.req.valid('param').id), 200))
  .openapi(add, async (c) => {
    const id = await addSegment(c.var.ports, c.var.staff, c.req.valid('json'))
    return c.json(await detail(c, id), 201)
  })
  .openapi(change, async (c) => {
    const { id } = c.req.valid('param')
    await changeSegment(c.var.ports, c.var.staff, id, c.req.valid('json'))
    return c.json(await detail(c, id), 200)
  })
  .openapi(members, async (c) => {
    const { id } = c.req.valid('param')
    return c.json(
      await listCustomers(c.var.ports, c.var.staff, { segment: id, order: 'joined' }, c.req.valid('query')),
      200,
    )
  })
  .openapi(moves, async (c) => {
    const { db } = c.var.ports
    const { id: segmentId } = c.req.valid('param')
    if (!(await segments.find(db, c.var.account.id, segmentId))) throw new ProblemError('not_found')
    const found = await segmentMoves.list(db, c.var.account.id, { segmentId }, c.req.valid('query'))
    return c.json(
      toPageView(found, (move) => toMoveView(c.var.staff, move)),
      200,
    )
  })
  .openapi(why, async (c) => {
    const { id, shopperId } = c.req.valid('param')
    const { db, now } = c.var.ports
    const accountId = c.var.account.id
    await freshenFacts(c.var.ports)
    const at = now()
    const [segment, [facts]] = await Promise.all([
      segments.find(db, accountId, id),
      personFacts.list(db, accountId, [shopperId]),
    ])
    if (!segment || !facts || !(await customers.isWithinReach(db, c.var.staff, shopperId)))
      throw new ProblemError('not_found')
    const understood = await segments.understand(db, accountId, segment.rule, at, id)
    const isIn = await segments.holds(db, accountId, understood, { shopperId, now: at })
    const because = explain(facts, understood, at)
    const parts = because && 'rule' in understood ? partsOfWhy(because, understood) : []
    const { faults } = saidOf(understood, segment.rule)
    const { items: moved } = await segmentMoves.list(
      db,
      accountId,
      { segmentId: id, shopperId },
      { limit: 1 },
    )
    const lastMove = moved[0] ? toMoveView(c.var.staff, moved[0]) : null
    const computedAt = at.toISOString()
    return c.json({ shopperId, isIn, analysis: facts.analysis, computedAt, faults, lastMove, parts }, 200)
  })

async function detail({ var: { ports, account } }: Context<AppEnv>, id: string) {
  await freshenFacts(ports)
  const at = ports.now()
  const segment = await segments.find(ports.db, account.id, id)
  if (!segment) throw new ProblemError('not_found')
  const understood = await segments.understand(ports.db, account.id, segment.rule, at, id)
  const [size, usedIn, members, moved] = await Promise.all([
    segments.measure(ports.db, account.id, understood, at),
    segments.usesOf(ports.db, account.id, id),
    segments.countMembers(ports.db, account.id, id),
    segmentMoves.counts(ports.db, account.id, id, at),
  ])
  return {
    ...toSegmentView(segment, understood),
    ...countedOf(size, at),
    membership: { count: members, ...moved },
    usedIn,
  }
}
