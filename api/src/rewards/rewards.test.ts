import { inTransaction, ledger } from '@tamaru/db'
import { addDays, isTillCode, tokyoDate, type RewardKind, type RewardTerms } from '@tamaru/domain'
import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { logInShopper, logInStaff, type LoggedIn } from '../../../tests/support/act-in-line.ts'
import { makeShopper } from '../../../tests/support/make-people.ts'
import { startApi } from '../../../tests/support/start-api.ts'
import { exchangeReward } from './exchange-reward.ts'
import type { CouponView, CouponWithCode, RewardView, StaffRewardView } from './reward-view.ts'

const api = await startApi()
afterAll(() => api[Symbol.asyncDispose]())
const accountId = api.account.id
const today = tokyoDate(new Date())

let manager: string
let clerk: string
beforeAll(async () => {
  manager = (await logInStaff(api, 'manager')).token
  clerk = (await logInStaff(api, 'reviewer')).token
})

const give = (shopperId: string, points: number, expiresOn = addDays(today, 90)) =>
  inTransaction(api.db, (sql) =>
    ledger.credit(
      sql,
      accountId,
      {
        naturalKey: randomUUID(),
        reason: 'opening',
        entryId: null,
        shopperId,
        issuerId: null,
        points,
        expiresOn,
        releaseOn: null,
      },
      api.ports.now(),
    ),
  )
async function shopperWith(points: number): Promise<LoggedIn> {
  const who = await logInShopper(api)
  await give(who.shopper.id, points)
  return who
}
const balanceOf = ({ shopper }: LoggedIn) => ledger.balance(api.db, accountId, shopper.id)

const tea: RewardTerms = {
  name: { ja: '緑茶 1本', en: 'A bottle of green tea' },
  words: { ja: 'お店のレジで使えます。', en: 'Use it at the till.' },
  picture: '🍵',
  cost_points: 100,
  cost_yen: null,
  budgetId: null,
  stock: null,
  perPersonLimit: null,
  leastAge: null,
  onlyFor: null,
  exchangeFrom: null,
  exchangeUntil: null,
  couponDays: 14,
  cancelWithin_min: 10,
  active: true,
}
async function addReward(given: Partial<RewardTerms> = {}, kind: RewardKind = 'till_code'): Promise<string> {
  const json = { kind, terms: { ...tea, ...given } }
  const answer = await api.call('POST', '/api/staff/rewards', { as: manager, json })
  expect(answer.status).toBe(201)
  return ((await answer.json()) as StaffRewardView).id
}
/** Text is sent as it is, and not as a form. */
const upload = (id: string, text: string, as = manager) =>
  api.app.request(`/api/staff/rewards/${id}/codes`, {
    method: 'POST',
    headers: { authorization: `Bearer ${as}`, 'content-type': 'text/csv' },
    body: text,
  })
async function addPool(codes: string[], given: Partial<RewardTerms> = {}): Promise<string> {
  const id = await addReward(given, 'code_pool')
  expect((await upload(id, codes.join('\n'))).status).toBe(200)
  return id
}
const rewardOf = async (id: string) => {
  const answer = await api.call('GET', '/api/staff/rewards', { as: manager })
  return ((await answer.json()) as { items: StaffRewardView[] }).items.find((reward) => reward.id === id)!
}

const exchange = (who: LoggedIn, rewardId: string, key: string = randomUUID()) =>
  api.call('POST', `/api/rewards/${rewardId}/exchange`, {
    as: who.token,
    headers: { 'idempotency-key': key },
  })
const couponOf = async (answer: Promise<Response>) => (await (await answer).json()) as CouponView
const refusalOf = async (answer: Promise<Response>) =>
  ((await (await answer).json()) as { kind?: string }).kind
const show = async ({ token }: LoggedIn, id: string) =>
  (await (await api.call('GET', `/api/coupons/${id}`, { as: token })).json()) as CouponWithCode
const act = (who: string, path: string, json?: object) => api.call('POST', path, { as: who, json })
const use = (who: LoggedIn, id: string) => act(who.token, `/api/coupons/${id}/use`)
const cancel = (who: LoggedIn, id: string) => act(who.token, `/api/coupons/${id}/cancel`)
const cancelByStaff = (id: string, as = manager) =>
  act(as, `/api/staff/coupons/${id}/cancel`, { reason: 'お客さまのご希望' })

describe('the catalogue', () => {
  test('shows what can be exchanged, the cheapest first, and why something can not', async () => {
    const me = await shopperWith(150)
    const ids = [
      await addReward({ cost_points: 140 }),
      await addReward({ cost_points: 151 }),
      await addReward({ cost_points: 141, stock: 0 }),
      await addReward({ cost_points: 142, exchangeFrom: addDays(today, 1) }),
    ]
    const off = await addReward({ active: false })
    const answer = await api.call('GET', '/api/rewards', { as: me.token })
    const { balance, items: rewards } = (await answer.json()) as { balance: number; items: RewardView[] }
    expect(balance).toBe(150)
    const mine = rewards
      .filter(({ id }) => ids.includes(id))
      .map(({ id, refusal }) => [ids.indexOf(id), refusal])
    expect(mine).toEqual([
      [0, null],
      [2, 'reward_sold_out'],
      [3, 'reward_not_on_offer'],
      [1, 'points_not_enough'],
    ])
    expect(rewards.map(({ id }) => id)).not.toContain(off)
  })

  test('goes into the archive, off offer, once nobody can use a coupon of it, and comes out again', async () => {
    const me = await shopperWith(250)
    const id = await addReward({ couponDays: 14 })
    const archive = (archived: boolean) =>
      api.call('PUT', `/api/staff/rewards/${id}/archive`, { as: manager, json: { archived } })
    const inArchive = async () => {
      const answer = await api.call('GET', '/api/staff/rewards?state=archived', { as: manager })
      return ((await answer.json()) as { items: StaffRewardView[] }).items.some((each) => each.id === id)
    }
    const coupon = await couponOf(exchange(me, id))
    expect(await rewardOf(id)).toMatchObject({ usable: 1, lastExchangedAt: coupon.exchangedAt })
    expect(await refusalOf(archive(true))).toBe('reward_in_use')
    await use(me, coupon.id)

    expect(await (await archive(true)).json()).toMatchObject({ terms: { active: false } })
    expect([await rewardOf(id), await inArchive()]).toEqual([undefined, true])
    expect(await refusalOf(exchange(me, id))).toBe('reward_not_on_offer')
    await archive(false)
    expect([await rewardOf(id), await inArchive()]).toMatchObject([{ terms: { active: false } }, false])

    await archive(true)
    await api.call('PATCH', `/api/staff/rewards/${id}`, { as: manager, json: { active: true } })
    expect(await rewardOf(id)).toMatchObject({ archivedAt: null, terms: { active: true } })
  })

  test('refuses an exchange with the same reasons', async () => {
    const me = await shopperWith(150)
    expect(await refusalOf(exchange(me, await addReward({ cost_points: 151 })))).toBe('points_not_enough')
    expect(await refusalOf(exchange(me, await addReward({ stock: 0 })))).toBe('reward_sold_out')
    expect(await refusalOf(exchange(me, await addReward({ active: false })))).toBe('reward_not_on_offer')
    expect(await refusalOf(exchange(me, randomUUID()))).toBe('not_found')
    expect(await balanceOf(me)).toBe(150)
  })
})

describe('an exchange', () => {
  test('takes the points and gives a coupon that lasts as long as the reward says', async () => {
    const me = await shopperWith(250)
    const id = await addReward()
    const coupon = await couponOf(exchange(me, id))
    expect(coupon).toMatchObject({
      state: 'usable',
      cost_points: 100,
      lapsesOn: addDays(today, 14),
      reward: { id },
    })
    expect(coupon).not.toHaveProperty('code')
    expect(await balanceOf(me)).toBe(150)
  })

  test('that is tried again with its key is the same coupon, however often and however fast', async () => {
    const me = await shopperWith(1000)
    const [id, other] = [await addReward(), await addReward()]
    const key = randomUUID()
    const coupons = await Promise.all(Array.from({ length: 8 }, () => couponOf(exchange(me, id, key))))
    expect(new Set(coupons.map((coupon) => coupon.id)).size).toBe(1)
    expect(await balanceOf(me)).toBe(900)
    expect(await refusalOf(exchange(me, other, key))).toBe('exchange_key_reused')
    const bare = api.call('POST', `/api/rewards/${id}/exchange`, { as: me.token })
    expect(await refusalOf(bare)).toBe('idempotency_key_missing')
  })

  test('is made as often as a person may, also when they try eight times at once', async () => {
    const me = await shopperWith(1000)
    const id = await addReward({ perPersonLimit: 2 })
    const answers = await Promise.all(Array.from({ length: 8 }, () => exchange(me, id)))
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(2)
    expect(await refusalOf(exchange(me, id))).toBe('reward_limit_reached')
    expect(await balanceOf(me)).toBe(800)
  })

  test('spends no point twice, when eight rewards are asked for with the points for one', async () => {
    const me = await shopperWith(100)
    const ids = await Promise.all(Array.from({ length: 8 }, () => addReward()))
    const answers = await Promise.all(ids.map((id) => exchange(me, id)))
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
    expect(await balanceOf(me)).toBe(0)
  })
})

describe('64 people at once', () => {
  const people = async () => {
    const made = await Promise.all(Array.from({ length: 64 }, () => makeShopper(api.db, accountId)))
    for (const { id } of made) await give(id, 100)
    return made.map(({ id }) => id)
  }
  const rush = async (shopperIds: string[], rewardId: string) => {
    const outcomes = await Promise.all(
      shopperIds.map((shopperId) =>
        exchangeReward(api.ports, { accountId, shopperId, rewardId, idempotencyKey: 'rush' }).then(
          (coupon) => coupon,
          (error: { kind?: string }) => error.kind ?? String(error),
        ),
      ),
    )
    const coupons = outcomes.filter((outcome) => typeof outcome !== 'string')
    expect(new Set(outcomes.filter((outcome) => typeof outcome === 'string'))).toEqual(
      new Set(['reward_sold_out']),
    )
    const [books] = await api.db<{ spent: number }[]>`
      select count(*)::int as spent from journal j join coupon c on j.natural_key = 'coupon:' || c.id || ':exchange'
      where c.reward_id = ${rewardId}`
    expect(books!.spent).toBe(coupons.length)
    const left = await Promise.all(shopperIds.map((id) => ledger.balance(api.db, accountId, id)))
    expect(left.reduce((sum, points) => sum + points, 0)).toBe(6400 - 100 * coupons.length)
    return coupons
  }

  test('get the last one: it goes to one of them, and only that one pays', async () => {
    const id = await addReward({ stock: 1 })
    expect(await rush(await people(), id)).toHaveLength(1)
    expect(await rewardOf(id)).toMatchObject({ stock: 1, left: 0, exchanged: 1 })
  })

  test('get the last ten codes of a pool: each goes out once and none is lost', async () => {
    const codes = Array.from({ length: 10 }, (_, n) => `GIFT-${n}`)
    const coupons = await rush(await people(), await addPool(codes))
    expect(coupons.map(({ code }) => code).toSorted()).toEqual(codes)
  })
})

test('an exchange whose process is killed halfway has taken nothing, and its retry gets the coupon', async () => {
  const me = await shopperWith(100)
  const rewardId = await addPool(['ONLY'])
  const idempotencyKey = randomUUID()
  const blocker = await api.db.reserve()
  await blocker`begin`
  await blocker`lock table coupon in exclusive mode`
  const script = `
    import { openDb } from '@tamaru/db'
    import { exchangeReward } from ${JSON.stringify(new URL('exchange-reward.ts', import.meta.url))}
    const ports = { db: openDb(process.env.DATABASE_URL, { name: 'to-be-killed' }), now: () => new Date() }
    await exchangeReward(ports, ${JSON.stringify({ accountId, shopperId: me.shopper.id, rewardId, idempotencyKey })})`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    env: { ...process.env, DATABASE_URL: api.ports.env.DATABASE_URL },
    cwd: import.meta.dirname,
    stdio: 'inherit',
  })
  // By then points, stock and code are taken, and only the coupon waits.
  await expect
    .poll(
      () => api.db`
        select 1 from pg_stat_activity where application_name = 'to-be-killed' and wait_event_type = 'Lock'
          and query like '%insert into coupon%'`,
      { timeout: 20_000 },
    )
    .toHaveLength(1)
  child.kill('SIGKILL')
  await blocker`rollback`
  blocker.release()

  const coupon = await couponOf(exchange(me, rewardId, idempotencyKey))
  expect((await show(me, coupon.id)).code).toEqual({ form: 'pool', text: 'ONLY' })
  expect(await balanceOf(me)).toBe(0)
  expect(await rewardOf(rewardId)).toMatchObject({ left: 0, exchanged: 1 })
}, 30_000)

describe('a coupon', () => {
  test('shows its code to its holder alone, sixteen digits for the till', async () => {
    const me = await shopperWith(100)
    const { id } = await couponOf(exchange(me, await addReward()))
    const { code } = await show(me, id)
    expect(code!.form).toBe('till')
    expect(isTillCode(code!.text)).toBe(true)
    const stranger = await logInShopper(api)
    for (const answer of [
      api.call('GET', `/api/coupons/${id}`, { as: stranger.token }),
      use(stranger, id),
      cancel(stranger, id),
    ])
      expect((await answer).status).toBe(404)
    const list = await api.call('GET', '/api/coupons', { as: me.token })
    expect(await list.text()).not.toContain(code!.text)
  })

  test('is used once, by whoever comes first, and has no code for the till any more', async () => {
    const me = await shopperWith(100)
    const { id } = await couponOf(exchange(me, await addReward()))
    const answers = await Promise.all([use(me, id), act(clerk, `/api/staff/coupons/${id}/use`), use(me, id)])
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409])
    expect(await (await use(me, id)).json()).toMatchObject({
      kind: 'coupon_used',
      usedAt: expect.stringMatching(/^\d{4}-/),
    })
    expect(await show(me, id)).toMatchObject({ state: 'used', code: null })
    expect(await refusalOf(cancel(me, id))).toBe('coupon_used')
  })

  test('can not be used after its last day', async () => {
    const me = await shopperWith(100)
    const { id } = await couponOf(exchange(me, await addReward({ couponDays: 3 })))
    api.clock.at = new Date(Date.now() + 4 * 86_400_000)
    try {
      expect(await refusalOf(use(me, id))).toBe('coupon_lapsed')
      expect(await show(me, id)).toMatchObject({ state: 'lapsed', code: null, cancelUntil: null })
    } finally {
      api.clock.at = undefined
    }
  })

  test('is found by its code at the till, however it is typed', async () => {
    const me = await shopperWith(100)
    const { id } = await couponOf(exchange(me, await addReward()))
    const { text } = (await show(me, id)).code!
    for (const typed of [
      text,
      text.replaceAll(/(\d{4})/g, '$1 '),
      text.replaceAll(/(\d{4})(?=\d)/g, '$1-'),
    ]) {
      const answer = await api.call('GET', `/api/staff/coupons?code=${encodeURIComponent(typed)}`, {
        as: clerk,
      })
      expect(await answer.json()).toMatchObject({ items: [{ id, shopperName: 'はな', refusal: null }] })
    }
    const none = await api.call('GET', '/api/staff/coupons?code=nothing', { as: clerk })
    expect(await none.json()).toEqual({ items: [], next: null })
  })

  test('keeps what it was exchanged for, and is neither changed nor forgotten by the database', async () => {
    const me = await shopperWith(100)
    const { id } = await couponOf(exchange(me, await addReward()))
    await use(me, id)
    for (const change of [
      () => api.db`update coupon set state = 'issued', used_at = null, used_by_staff = null where id = ${id}`,
      () => api.db`update coupon set code = 'other' where id = ${id}`,
      () => api.db`delete from coupon where id = ${id}`,
    ])
      await expect(change()).rejects.toMatchObject({ code: '23000' })
  })
})

describe('an exchange that is taken back', () => {
  test('returns the points to the lots that they came from, and the piece to the stock', async () => {
    const me = await shopperWith(70)
    await give(me.shopper.id, 50, addDays(today, 5))
    const before = await ledger.openLots(api.db, accountId, me.shopper.id)
    const id = await addReward({ stock: 1 })
    const coupon = await couponOf(exchange(me, id))
    expect(Date.parse(coupon.cancelUntil!) - Date.parse(coupon.exchangedAt)).toBe(600_000)
    expect(await couponOf(cancel(me, coupon.id))).toMatchObject({ state: 'cancelled', cancelUntil: null })
    expect(await ledger.openLots(api.db, accountId, me.shopper.id)).toEqual(before)
    expect(await rewardOf(id)).toMatchObject({ left: 1, exchanged: 0 })
    expect(await refusalOf(cancel(me, coupon.id))).toBe('coupon_cancelled')
    expect(await refusalOf(use(me, coupon.id))).toBe('coupon_cancelled')
  })

  test('returns them once, when shopper and staff cancel at the same moment', async () => {
    const me = await shopperWith(100)
    const { id } = await couponOf(exchange(me, await addReward({ stock: 3 })))
    const answers = await Promise.all([cancel(me, id), cancelByStaff(id), cancel(me, id)])
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409])
    expect(await balanceOf(me)).toBe(100)
  })

  test('counts no more towards what a person may have', async () => {
    const me = await shopperWith(100)
    const id = await addReward({ perPersonLimit: 1 })
    await cancel(me, (await couponOf(exchange(me, id))).id)
    expect((await exchange(me, id)).status).toBe(201)
  })

  test('is taken back by the shopper only as long as the reward allows it', async () => {
    const me = await shopperWith(200)
    const never = await couponOf(exchange(me, await addReward({ cancelWithin_min: null })))
    expect(await refusalOf(cancel(me, never.id))).toBe('coupon_not_cancellable')
    const late = await couponOf(exchange(me, await addReward()))
    api.clock.at = new Date(Date.now() + 11 * 60_000)
    expect(await refusalOf(cancel(me, late.id))).toBe('coupon_not_cancellable')
    api.clock.at = undefined
  })

  test('before anybody saw the code: somebody else gets it', async () => {
    const [me, other] = [await shopperWith(100), await shopperWith(100)]
    const id = await addPool(['FRESH'])
    await cancel(me, (await couponOf(exchange(me, id))).id)
    const coupon = await couponOf(exchange(other, id))
    expect((await show(other, coupon.id)).code!.text).toBe('FRESH')
  })

  test('after somebody saw the code: only staff may, and nobody gets it any more', async () => {
    const [me, other] = [await shopperWith(100), await shopperWith(200)]
    const id = await addPool(['SEEN', 'NEXT'])
    const coupon = await couponOf(exchange(me, id))
    expect((await show(me, coupon.id)).code!.text).toBe('SEEN')
    expect(await refusalOf(cancel(me, coupon.id))).toBe('coupon_not_cancellable')
    expect((await cancelByStaff(coupon.id)).status).toBe(200)
    expect(await balanceOf(me)).toBe(100)
    expect((await show(me, coupon.id)).code).toBeNull()

    const next = await couponOf(exchange(other, id))
    expect((await show(other, next.id)).code!.text).toBe('NEXT')
    expect(await refusalOf(exchange(other, id))).toBe('reward_sold_out')
    const again = await upload(id, 'SEEN')
    expect(await again.json()).toMatchObject({ added: 0, known: ['SEEN'] })
  })
})

describe('staff', () => {
  test('add codes from a file; duplicates are named and given out once', async () => {
    const id = await addPool(['A-1', 'A-2'])
    const answer = await upload(id, 'code,memo\nA-2,x\nB-1,y\nB-1,z\n"B-2",\n')
    expect(await answer.json()).toEqual({ added: 2, repeated: ['B-1'], known: ['A-2'] })
    expect(await rewardOf(id)).toMatchObject({ stock: 4, left: 4 })
  })

  test('hear which lines hold no code, and then nothing is added', async () => {
    const id = await addPool(['A-1'])
    const answer = await upload(id, 'B-1\nこれは違う\n,\n')
    expect(await answer.json()).toMatchObject({ kind: 'reward_codes_invalid', note: 'lines 2, 3' })
    expect(await refusalOf(Promise.resolve(upload(id, '\n\n')))).toBe('reward_codes_invalid')
    expect(await refusalOf(Promise.resolve(upload(await addReward(), 'A-1')))).toBe('reward_codes_invalid')
    expect(await refusalOf(Promise.resolve(upload(id, 'x\n'.repeat(1_100_000))))).toBe('body_too_large')
    expect(await rewardOf(id)).toMatchObject({ stock: 1 })
  })

  test('change a reward for what comes, not for what was', async () => {
    const me = await shopperWith(400)
    const id = await addReward({ stock: 5 })
    const coupon = await couponOf(exchange(me, id))
    const change = (json: object) => api.call('PATCH', `/api/staff/rewards/${id}`, { as: manager, json })
    expect(await (await change({ cost_points: 300, stock: 2 })).json()).toMatchObject({
      terms: { ...tea, cost_points: 300, stock: 2 },
      left: 1,
      exchanged: 1,
    })
    await cancel(me, coupon.id)
    expect(await balanceOf(me)).toBe(400)
    await exchange(me, id)
    expect(await balanceOf(me)).toBe(100)
    expect(await refusalOf(change({ stock: 0 }))).toBe('allotment_below_used')
    expect(await refusalOf(change({ cost_points: 0 }))).toBe('invalid_request')
  })

  test('begin to count a stock later on: what is out counts', async () => {
    const me = await shopperWith(300)
    const id = await addReward()
    await exchange(me, id)
    await exchange(me, id)
    const change = (json: object) => api.call('PATCH', `/api/staff/rewards/${id}`, { as: manager, json })
    expect(await refusalOf(change({ stock: 1 }))).toBe('allotment_below_used')
    expect(await (await change({ stock: 3 })).json()).toMatchObject({ stock: 3, left: 1 })
    expect(await (await change({ stock: null })).json()).toMatchObject({ stock: null, left: null })
  })

  test('leave a trace of what they did, without any code in it', async () => {
    const me = await shopperWith(200)
    const id = await addPool(['TRACE-1', 'TRACE-2'])
    const [first, second] = [await couponOf(exchange(me, id)), await couponOf(exchange(me, id))]
    await api.call('PATCH', `/api/staff/rewards/${id}`, { as: manager, json: { active: false } })
    await act(clerk, `/api/staff/coupons/${first.id}/use`)
    await cancelByStaff(second.id)
    const subjects = [`reward:${id}`, `coupon:${first.id}`, `coupon:${second.id}`]
    const events = await api.db`select * from audit_event where subject = any(${subjects}) order by id`
    expect(events.map(({ act }) => act)).toEqual([
      'reward.add',
      'reward.codes',
      'reward.change',
      'coupon.use',
      'coupon.cancel',
    ])
    expect(JSON.stringify(events)).not.toContain('TRACE-')
  })

  test('of a till look up and use, of the office cancel', async () => {
    const me = await shopperWith(100)
    const { id } = await couponOf(exchange(me, await addReward()))
    expect((await cancelByStaff(id, clerk)).status).toBe(403)
    expect(await refusalOf(act(manager, `/api/staff/coupons/${id}/cancel`, { reason: ' ' }))).toBe(
      'invalid_request',
    )
    expect((await act(clerk, `/api/staff/coupons/${id}/use`)).status).toBe(200)
  })
})

test('no code was written to the log, and the books agree after all of this', async () => {
  const codes = await api.db<{ code: string }[]>`select code from coupon union select code from reward_code`
  expect(codes.length).toBeGreaterThan(30)
  const logs = JSON.stringify(api.logs.filter(({ level }) => level !== 'error'))
  for (const { code } of codes.filter(({ code }) => code.length > 6)) expect(logs).not.toContain(code)
  const pools = await api.db<{ free: number; left: number }[]>`
    select (select count(*)::int from reward_code c where c.reward_id = r.id and c.coupon_id is null) as free,
      (select sum(size - used)::int from allotment_slice s where s.allotment_id = r.allotment_id) as left
    from reward r where kind = 'code_pool'`
  for (const { free, left } of pools) expect(free).toBe(left)
})
