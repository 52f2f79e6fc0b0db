import { createRoute, z } from '@hono/zod-openapi'
import { coupons, rewards, type Sql, type staff } from '@tamaru/db'
import { ProblemError, shownName, tokyoDate, whyNotUse } from '@tamaru/domain'
import { requireStaff, requireStoreStaff } from '../auth/require-staff.ts'
import { createRouter } from '../http/create-router.ts'
import { holdBody } from '../http/hold-body.ts'
import { json, jsonBody, refusals } from '../http/responses.ts'
import { limitRate } from '../http/spend.ts'
import { PLACES, pageQuery, sortedQuery, toPageView } from '../http/paging.ts'
import { labelQuery } from '../labels/label-view.ts'
import { withLabels } from '../labels/with-labels.ts'
import type { Ports } from '../ports.ts'
import { archiveReward } from './archive-reward.ts'
import { cancelCoupon } from './cancel-coupon.ts'
import {
  NewReward,
  RewardChange,
  StaffCouponList,
  StaffCouponView,
  StaffRewardList,
  StaffRewardView,
  UploadedCodes,
} from './reward-view.ts'
import { addReward, changeReward, uploadCodes } from './set-up-reward.ts'
import { toCouponView, toStaffRewardView } from './to-reward-view.ts'
import { admissionToUse, useCoupon } from './use-coupon.ts'

const params = z.object({ id: z.uuid() })
const writer = requireStaff('write')
// Whoever stands at a till, in whatever store.
const clerk = requireStoreStaff('review')

const ORDERS = {
  cost: PLACES.amountMoment,
  name: PLACES.name,
  exchanged: PLACES.amount,
  left: PLACES.amount,
} satisfies Record<rewards.RewardOrder, unknown>

const list = createRoute({
  method: 'get',
  path: '/api/staff/rewards',
  summary: 'The catalogue with stock, exchanges and uses',
  middleware: [requireStaff('see')] as const,
  request: {
    query: sortedQuery(ORDERS, 'cost').extend({
      ...labelQuery,
      state: z.enum(['kept', 'archived']).default('kept'),
    }),
  },
  responses: { 200: json(StaffRewardList, 'The rewards'), ...refusals },
})

const add = createRoute({
  method: 'post',
  path: '/api/staff/rewards',
  summary: 'Put a reward into the catalogue',
  middleware: [writer] as const,
  request: { body: jsonBody(NewReward) },
  responses: { 201: json(StaffRewardView, 'The reward'), ...refusals },
})

const change = createRoute({
  method: 'patch',
  path: '/api/staff/rewards/{id}',
  summary: 'Change a reward for the exchanges to come',
  middleware: [writer] as const,
  request: { params, body: jsonBody(RewardChange) },
  responses: { 200: json(StaffRewardView, 'The reward'), ...refusals },
})

const archive = createRoute({
  method: 'put',
  path: '/api/staff/rewards/{id}/archive',
  summary:
    'Put a reward into the archive, off offer, or take it out; refused while somebody can use a coupon of it',
  middleware: [writer] as const,
  request: { params, body: jsonBody(z.object({ archived: z.boolean() })) },
  responses: { 200: json(StaffRewardView, 'The reward'), ...refusals },
})

const upload = createRoute({
  method: 'post',
  path: '/api/staff/rewards/{id}/codes',
  summary: 'Add codes to a pool: text or CSV, one a line, the first column',
  middleware: [writer, holdBody] as const,
  request: {
    params,
    body: {
      required: true,
      content: { 'text/plain': { schema: z.string() }, 'text/csv': { schema: z.string() } },
    },
  },
  responses: { 200: json(UploadedCodes, 'How many were added, and which were duplicates'), ...refusals },
})

const look = createRoute({
  method: 'get',
  path: '/api/staff/coupons',
  summary: 'Look a coupon up by the code that a customer shows',
  middleware: [clerk, limitRate('coupon')] as const,
  request: { query: pageQuery(PLACES.moment).extend({ code: z.string().trim().min(1).max(200) }) },
  responses: { 200: json(StaffCouponList, 'The coupons with this code, newest first'), ...refusals },
})

const use = createRoute({
  method: 'post',
  path: '/api/staff/coupons/{id}/use',
  summary: 'Use a coupon at the till, once',
  middleware: [clerk, limitRate('coupon')] as const,
  request: { params },
  responses: { 200: json(StaffCouponView, 'The coupon, used'), ...refusals },
})

const cancel = createRoute({
  method: 'post',
  path: '/api/staff/coupons/{id}/cancel',
  summary: 'Take an exchange back, with a reason; the points return to their lots',
  middleware: [requireStaff('points'), limitRate('coupon')] as const,
  request: { params, body: jsonBody(z.object({ reason: z.string().trim().min(1).max(500) })) },
  responses: { 200: json(StaffCouponView, 'The coupon, cancelled'), ...refusals },
})

export const staffRewardRoutes = createRouter()
  .openapi(list, async (c) => {
    const { db, now } = c.var.ports
    const { state, ...asked } = c.req.valid('query')
    const [found, counts] = await Promise.all([
      rewards.list(db, c.var.account.id, state, asked),
      rewards.countCoupons(db, c.var.account.id, tokyoDate(now()), 'who_shops'),
    ])
    const page = toPageView(found, (reward) => toStaffRewardView(reward, counts))
    return c.json(await withLabels(db, c.var.account.id, 'reward', page), 200)
  })
  .openapi(add, async (c) => {
    const { kind, terms } = c.req.valid('json')
    const id = await addReward(c.var.ports, c.var.staff, kind, terms)
    return c.json(await showReward(c.var.ports, c.var.account.id, id), 201)
  })
  .openapi(change, async (c) => {
    const { id } = c.req.valid('param')
    await changeReward(c.var.ports, c.var.staff, id, given(await c.req.json(), c.req.valid('json')))
    return c.json(await showReward(c.var.ports, c.var.account.id, id), 200)
  })
  .openapi(archive, async (c) => {
    const { id } = c.req.valid('param')
    await archiveReward(c.var.ports, c.var.staff, id, c.req.valid('json').archived)
    return c.json(await showReward(c.var.ports, c.var.account.id, id), 200)
  })
  .openapi(upload, async (c) =>
    c.json(await uploadCodes(c.var.ports, c.var.staff, c.req.valid('param').id, await c.req.text()), 200),
  )
  .openapi(look, async (c) => {
    // A scanner may bring blanks, and people type in groups of four.
    const { code: typed, ...asked } = c.req.valid('query')
    const code = /^[\d\s-]+$/.test(typed) ? typed.replaceAll(/[\s-]/g, '') : typed
    const { db, now } = c.var.ports
    const found = await coupons.listByCode(db, c.var.account.id, [...new Set([typed, code])], asked)
    return c.json(
      {
        ...toPageView(found, ({ id }) => id),
        items: await Promise.all(
          found.items.map((coupon) => toStaffCouponView(db, c.var.staff, coupon, now())),
        ),
      },
      200,
    )
  })
  .openapi(use, async (c) => {
    const by = { who: 'staff', staff: c.var.staff } as const
    const coupon = await useCoupon(c.var.ports, c.var.account.id, c.req.valid('param').id, by)
    return c.json(await toStaffCouponView(c.var.ports.db, c.var.staff, coupon, c.var.ports.now()), 200)
  })
  .openapi(cancel, async (c) => {
    const by = { who: 'staff', staff: c.var.staff, ...c.req.valid('json') } as const
    const coupon = await cancelCoupon(c.var.ports, c.var.account.id, c.req.valid('param').id, by)
    return c.json(await toStaffCouponView(c.var.ports.db, c.var.staff, coupon, c.var.ports.now()), 200)
  })

/** Only what the caller named: the schema's defaults are those of a new reward. */
function given<T extends object>(sent: object, parsed: T): Partial<T> {
  return Object.fromEntries(Object.entries(parsed).filter(([key]) => key in sent)) as Partial<T>
}

async function showReward({ db: sql, now }: Pick<Ports, 'db' | 'now'>, accountId: string, id: string) {
  const reward = await rewards.find(sql, accountId, id)
  if (!reward) throw new ProblemError('not_found')
  return toStaffRewardView(reward, await rewards.countCoupons(sql, accountId, tokyoDate(now()), 'who_shops'))
}

async function toStaffCouponView(
  sql: Sql,
  person: staff.Staff,
  coupon: coupons.Coupon,
  now: Date,
): Promise<z.infer<typeof StaffCouponView>> {
  const { cancelUntil: _, ...view } = toCouponView(coupon, now, tokyoDate(now))
  return {
    ...view,
    shopperName: shownName(person, coupon.shopperName),
    refusal: whyNotUse(coupon, await admissionToUse(sql, coupon, now), tokyoDate(now)),
  }
}
