import { createRoute, z } from '@hono/zod-openapi'
import { coupons, ledger, rewards } from '@tamaru/db'
import { couponState, ProblemError, tokyoDate } from '@tamaru/domain'
import type { Context } from 'hono'
import { findAdmission } from '../admission/find-admission.ts'
import { requireShopper } from '../auth/require-shopper.ts'
import type { AppEnv } from '../http/app-env.ts'
import { createRouter } from '../http/create-router.ts'
import { json, refusals } from '../http/responses.ts'
import { limitRate } from '../http/spend.ts'
import { PLACES, pageQuery, sortedQuery, toPageView } from '../http/paging.ts'
import { cancelCoupon } from './cancel-coupon.ts'
import { exchangeReward } from './exchange-reward.ts'
import { CouponList, CouponView, CouponWithCode, RewardList } from './reward-view.ts'
import { toCouponView, toCouponWithCode, toRewardView } from './to-reward-view.ts'
import { admissionToUse, useCoupon } from './use-coupon.ts'

const params = z.object({ id: z.uuid() })
const middleware = requireShopper

const list = createRoute({
  method: 'get',
  path: '/api/rewards',
  summary: 'What I can exchange my points for, the cheapest first, and what I can not and why',
  middleware,
  request: { query: sortedQuery({ cost: PLACES.amountMoment }, 'cost') },
  responses: { 200: json(RewardList, 'The rewards'), ...refusals },
})

const exchange = createRoute({
  method: 'post',
  path: '/api/rewards/{id}/exchange',
  summary: 'Exchange points for a coupon; tried again with the same Idempotency-Key it is the same coupon',
  middleware: [requireShopper, limitRate('exchange')] as const,
  request: { params, headers: z.object({ 'idempotency-key': z.string().min(1).max(200).optional() }) },
  responses: { 201: json(CouponView, 'The coupon; its code is shown by GET /api/coupons/{id}'), ...refusals },
})

const listCoupons = createRoute({
  method: 'get',
  path: '/api/coupons',
  summary: 'My coupons, newest first',
  middleware,
  request: { query: pageQuery(PLACES.moment) },
  responses: { 200: json(CouponList, 'The coupons'), ...refusals },
})

const show = createRoute({
  method: 'get',
  path: '/api/coupons/{id}',
  summary: 'One of my coupons with its code; from then on a code of a pool counts as seen',
  middleware,
  request: { params },
  responses: { 200: json(CouponWithCode, 'The coupon'), ...refusals },
})

const use = createRoute({
  method: 'post',
  path: '/api/coupons/{id}/use',
  summary: 'Use one of my coupons at the till, once',
  middleware: [requireShopper, limitRate('exchange')] as const,
  request: { params },
  responses: { 200: json(CouponView, 'The coupon, used'), ...refusals },
})

const cancel = createRoute({
  method: 'post',
  path: '/api/coupons/{id}/cancel',
  summary: 'Take an exchange back while the reward allows it; the points return to their lots',
  middleware: [requireShopper, limitRate('exchange')] as const,
  request: { params },
  responses: { 200: json(CouponView, 'The coupon, cancelled'), ...refusals },
})

export const rewardRoutes = createRouter()
  .openapi(list, async (c) => {
    const { db, now } = c.var.ports
    const [accountId, shopperId] = [c.var.account.id, c.var.shopper.id]
    const today = tokyoDate(now())
    const [found, had, purse] = await Promise.all([
      rewards.list(db, accountId, 'active', c.req.valid('query')),
      coupons.countHad(db, accountId, shopperId),
      ledger.purse(db, accountId, shopperId, today),
    ])
    const { usable: balance, pending, debt } = purse
    const onlooker = { today, balance, had, isTest: c.var.shopper.testSide !== null }
    const whose = { accountId, shopperId }
    const shown = await Promise.all(
      found.items.map(async (reward) => {
        const admission = await findAdmission(db, whose, reward.terms, now())
        // What is for others is not shown: nobody learns from a list what they are not.
        return admission === 'not_meant' ? [] : [toRewardView(reward, onlooker, admission)]
      }),
    )
    const page = toPageView({ ...found, items: shown.flat() }, (view) => view)
    return c.json({ balance, pending: [...pending], debt, ...page }, 200)
  })
  .openapi(exchange, async (c) => {
    const idempotencyKey = c.req.valid('header')['idempotency-key']
    if (!idempotencyKey) throw new ProblemError('idempotency_key_missing')
    const { ports } = c.var
    const coupon = await exchangeReward(ports, {
      accountId: c.var.account.id,
      shopperId: c.var.shopper.id,
      rewardId: c.req.valid('param').id,
      idempotencyKey,
    })
    return c.json(toCouponView(coupon, ports.now(), tokyoDate(ports.now())), 201)
  })
  .openapi(listCoupons, async (c) => {
    const { db, now } = c.var.ports
    const found = await coupons.listOfShopper(db, c.var.account.id, c.var.shopper.id, c.req.valid('query'))
    return c.json(
      toPageView(found, (coupon) => toCouponView(coupon, now(), tokyoDate(now()))),
      200,
    )
  })
  .openapi(show, async (c) => {
    const { db, now } = c.var.ports
    const { id } = c.req.valid('param')
    await requireOldEnough(c, id)
    const coupon = await coupons.showCode(db, c.var.account.id, c.var.shopper.id, id, now())
    if (!coupon) throw new ProblemError('not_found')
    return c.json(toCouponWithCode(coupon, now(), tokyoDate(now())), 200)
  })
  .openapi(use, async (c) => {
    const { ports, shopper } = c.var
    const by = { who: 'shopper', shopperId: shopper.id } as const
    const coupon = await useCoupon(ports, c.var.account.id, c.req.valid('param').id, by)
    return c.json(toCouponView(coupon, ports.now(), tokyoDate(ports.now())), 200)
  })
  .openapi(cancel, async (c) => {
    const { ports, shopper } = c.var
    const by = { who: 'shopper', shopperId: shopper.id } as const
    const coupon = await cancelCoupon(ports, c.var.account.id, c.req.valid('param').id, by)
    return c.json(toCouponView(coupon, ports.now(), tokyoDate(ports.now())), 200)
  })

/** A code of a pool is used as soon as it is seen: who is too young for the reward by now does not see it. */
async function requireOldEnough(
  { var: { ports, account } }: Context<AppEnv>,
  couponId: string,
): Promise<void> {
  const now = ports.now()
  const coupon = await coupons.find(ports.db, account.id, couponId)
  if (!coupon || couponState(coupon, tokyoDate(now)) !== 'usable') return
  const admission = await admissionToUse(ports.db, coupon, now)
  if (admission !== 'admitted') throw new ProblemError(admission)
}
