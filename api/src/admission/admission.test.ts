import { campaigns, inTransaction } from '@tamaru/db'
import { type AdmissionLimits, addDays, bornWithAge, tokyoDate, type Decision } from '@tamaru/domain'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  logInShopper,
  logInStaff,
  makePhoto,
  saidTo,
  wordsOf,
  type LoggedIn,
} from '../../../tests/support/act-in-line.ts'
import {
  enterAndSettle,
  makeNewReading,
  recordReading,
  sendPhoto,
} from '../../../tests/support/enter-receipt.ts'
import { finishRun } from '../../../tests/support/finish-run.ts'
import { startApi } from '../../../tests/support/start-api.ts'
import { keepFacts } from '../customers/keep-facts.ts'

const now = new Date()
const draw = { id: 'grand', name: '旅行券', winners: 9, drawnFrom: tokyoDate(now) }
const api = await startApi({ rules: { leastAge: 20, draws: [draw] } })
afterAll(() => api[Symbol.asyncDispose]())
const { campaignId, versionId } = api.campaign

let owner: string
const TWENTY_TODAY = bornWithAge(20, tokyoDate(now))
const TWENTY_TOMORROW = addDays(TWENTY_TODAY, 1)

beforeAll(async () => {
  owner = (await logInStaff(api, 'owner')).token
})

const asStaff = (method: string, path: string, json?: object) => api.call(method, path, { as: owner, json })
const tellBirthday = (who: LoggedIn, birthday: string) =>
  api.call('PUT', '/api/me/birthday', { as: who.token, json: { birthday } })
const setBirthday = async (who: LoggedIn, value: string | null) => {
  const path = `/api/staff/shoppers/${who.shopper.id}/attributes/birthday`
  expect((await asStaff('PUT', path, { value })).status).toBe(204)
}
const admissionOf = async (who: LoggedIn) =>
  (await api.call('GET', '/api/me/admission', { as: who.token })).json()
const kindOf = async (answer: Response) => ((await answer.json()) as { kind?: string }).kind

/** Somebody of whom this is known before they come: a birthday that staff wrote, or nothing. */
async function meet(birthday: string | null): Promise<LoggedIn> {
  const who = await logInShopper(api)
  if (birthday) await setBirthday(who, birthday)
  return who
}
const TURNED_AWAY = [
  ['age_unknown', null],
  ['too_young', TWENTY_TOMORROW],
] as const

/** What the chat answers to a photo. */
async function sendInChat({ userId }: LoggedIn): Promise<string> {
  const base64 = Buffer.from(await makePhoto().arrayBuffer()).toString('base64')
  await api.control('/send', { userId, type: 'image', mediaType: 'image/jpeg', base64 })
  await api.workJobs()
  return wordsOf((await saidTo(api, userId)).at(-1)!)
}

async function addReward(limits: object): Promise<string> {
  const words = { ja: 'みなとビール', en: 'Beer' }
  const terms = { name: words, words, cost_points: 1, couponDays: 30, cancelWithin_min: 30, ...limits }
  const answer = await asStaff('POST', '/api/staff/rewards', { kind: 'till_code', terms })
  expect(answer.status, await answer.clone().text()).toBe(201)
  return ((await answer.json()) as { id: string }).id
}
const shownReward = async (who: LoggedIn, id: string) => {
  const answer = await api.call('GET', '/api/rewards?limit=100', { as: who.token })
  const { items } = (await answer.json()) as { items: { id: string; refusal: string | null }[] }
  return items.find((reward) => reward.id === id)
}
const exchange = (who: LoggedIn, rewardId: string) =>
  api.call('POST', `/api/rewards/${rewardId}/exchange`, {
    as: who.token,
    headers: { 'idempotency-key': crypto.randomUUID() },
  })
const couponsOf = (who: LoggedIn) => api.db`select 1 from coupon where shopper_id = ${who.shopper.id}`

describe('a birthday', () => {
  test('is asked of whoever comes, kept once as told by them, and opens the campaign', async () => {
    const who = await meet(null)
    expect(await admissionOf(who)).toEqual({ admission: 'age_unknown', leastAge: 20 })
    expect(await (await tellBirthday(who, TWENTY_TODAY)).json()).toEqual({
      admission: 'admitted',
      leastAge: 20,
    })
    expect((await tellBirthday(who, TWENTY_TODAY)).status).toBe(200)
    const known = await asStaff('GET', `/api/staff/shoppers/${who.shopper.id}/attributes`)
    const { items } = (await known.json()) as { items: object[] }
    expect(items).toContainEqual(
      expect.objectContaining({ attribute: 'birthday', value: TWENTY_TODAY, source: 'person' }),
    )
    const [told] = await api.db`
      select count(*)::int as times from happening where shopper_id = ${who.shopper.id} and kind = 'attribute_set'`
    expect(told).toEqual({ times: 1 })
  })

  test('is not told otherwise by who was turned away, whoever told it; staff correct it', async () => {
    const who = await meet(null)
    expect(await (await tellBirthday(who, TWENTY_TOMORROW)).json()).toMatchObject({ admission: 'too_young' })
    expect(await kindOf(await tellBirthday(who, '1990-04-01'))).toBe('birthday_known')
    expect(await admissionOf(who)).toMatchObject({ admission: 'too_young' })
    expect(await kindOf(await tellBirthday(await meet('1980-01-01'), '1990-04-01'))).toBe('birthday_known')
    await setBirthday(who, '1990-04-01')
    expect(await admissionOf(who)).toMatchObject({ admission: 'admitted' })
  })

  test.each(['1899-12-31', addDays(tokyoDate(now), 2), '2006-02-30', 'x'])(
    'is no birthday: %s',
    async (day) => {
      expect(await kindOf(await tellBirthday(await meet(null), day))).toBe('invalid_request')
    },
  )
})

describe.each(TURNED_AWAY)('with a least age, %s', (refusal, birthday) => {
  let who: LoggedIn
  beforeAll(async () => {
    who = await meet(birthday)
  })
  const nothingOf = async () =>
    expect(await api.db`select 1 from entry where shopper_id = ${who.shopper.id}`).toHaveLength(0)

  test('nobody enters in the app, and the photo goes', async () => {
    const answer = await sendPhoto(api, who.token)
    expect(answer.status).toBe(403)
    const problem = (await answer.json()) as { kind: string; title: string }
    expect(problem.kind).toBe(refusal)
    expect(problem.title).toMatch(/年齢/)
    await nothingOf()
    const [job] = await api.db`select kind from job order by id desc limit 1`
    expect(job).toEqual({ kind: 'delete_photo' })
  })

  test('nobody enters in the chat, which says why', async () => {
    expect(await sendInChat(who)).toMatch(/年齢/)
    await nothingOf()
  })

  test('nobody exchanges a reward, and the list says why', async () => {
    const id = await addReward({ leastAge: 20 })
    expect(await shownReward(who, id)).toMatchObject({ refusal })
    expect(await kindOf(await exchange(who, id))).toBe(refusal)
    expect(await couponsOf(who)).toHaveLength(0)
  })
})

describe('whose birthday turns out another after the door', () => {
  const later = async (birthday: string | null) => {
    const who = await meet('1990-04-01')
    const { id } = (await (await sendPhoto(api, who.token)).json()) as { id: string }
    return { who, id, turn: () => setBirthday(who, birthday) }
  }

  test.each(TURNED_AWAY)('has nothing credited by the machine: %s', async (refusal, birthday) => {
    const { who, id, turn } = await later(birthday)
    await turn()
    await recordReading(api, id, makeNewReading())
    await api.workJobs()
    const entry = await (await api.call('GET', `/api/entries/${id}`, { as: who.token })).json()
    expect(entry).toMatchObject({ state: 'rejected', points: 0 })
    const [row] = await api.db<{ decision: Decision }[]>`select decision from entry where id = ${id}`
    const check = row!.decision.checks.find((each) => each.id === 'person_admitted')
    expect(check).toMatchObject({ result: 'fail', value: refusal })
  })

  test.each(TURNED_AWAY)('is approved by no staff: %s', async (refusal, birthday) => {
    const { id, turn } = await later(birthday)
    await recordReading(api, id, makeNewReading({ confidence: 0.4 }))
    await api.workJobs()
    await turn()
    const decision = {
      outcome: 'approved',
      products: [{ productId: 'green-tea', quantity: 1 }],
      seen: [],
      confirmed: [],
      correction: null,
      reason: null,
    }
    const path = `/api/staff/entries/${id}`
    expect(await kindOf(await asStaff('POST', `${path}/preview`, { products: decision.products }))).toBe(
      refusal,
    )
    expect(await kindOf(await asStaff('POST', `${path}/decision`, decision))).toBe(refusal)
    const [entry] = await api.db`select state from entry where id = ${id}`
    expect(entry).toEqual({ state: 'needs_review' })
    expect((await asStaff('POST', `${path}/decision`, { outcome: 'rejected', reason: '年齢' })).status).toBe(
      200,
    )
  })

  test.each(TURNED_AWAY)('gets no points by hand for a purchase: %s', async (refusal, birthday) => {
    const who = await meet('1990-04-01')
    const { id: entryId, state } = await enterAndSettle(api, who)
    expect(state).toBe('approved')
    const { person } = await logInStaff(api, 'owner')
    const budget = await asStaff('POST', '/api/staff/budgets', {
      ...{ name: `お詫び ${refusal}`, purpose: 'お待たせした方へ', limit: 100, ownerId: person.id },
      ...{ startsOn: tokyoDate(now), endsOn: addDays(tokyoDate(now), 30) },
    })
    const { id: budgetId } = (await budget.json()) as { id: string }
    const grant = () =>
      api.call('POST', `/api/staff/shoppers/${who.shopper.id}/points`, {
        as: owner,
        headers: { 'idempotency-key': crypto.randomUUID() },
        json: { budgetId, points: 1, reason: 'お詫び', entryId },
      })
    await setBirthday(who, birthday)
    expect(await kindOf(await grant())).toBe(refusal)
    await setBirthday(who, '1990-04-01')
    expect((await grant()).status).toBe(200)
  })

  test.each(TURNED_AWAY)('uses no coupon, at the till or alone: %s', async (refusal, birthday) => {
    const who = await meet('1990-04-01')
    await enterAndSettle(api, who)
    const coupon = await exchange(who, await addReward({ leastAge: 20 }))
    const { id } = (await coupon.json()) as { id: string }
    const shown = await api.call('GET', `/api/coupons/${id}`, { as: who.token })
    const { code } = (await shown.json()) as { code: { text: string } }
    await setBirthday(who, birthday)
    const atTill = await asStaff('GET', `/api/staff/coupons?code=${code.text}`)
    expect(await atTill.json()).toMatchObject({ items: [{ id, refusal }] })
    expect(await kindOf(await asStaff('POST', `/api/staff/coupons/${id}/use`))).toBe(refusal)
    expect(await kindOf(await api.call('POST', `/api/coupons/${id}/use`, { as: who.token }))).toBe(refusal)
    expect(await kindOf(await api.call('GET', `/api/coupons/${id}`, { as: who.token }))).toBe(refusal)
    await setBirthday(who, '1990-04-01')
    expect((await asStaff('POST', `/api/staff/coupons/${id}/use`)).status).toBe(200)
  })
})

test('who is too young by then has no ticket in a draw, and who turns out so after it is told of no win', async () => {
  const everybody = await Promise.all([1, 2, 3, 4].map(() => meet('1990-04-01')))
  for (const who of everybody) expect((await enterAndSettle(api, who)).state).toBe('approved')
  const [stays, unknown, young, later] = everybody as [LoggedIn, LoggedIn, LoggedIn, LoggedIn]
  await setBirthday(unknown, null)
  await setBirthday(young, TWENTY_TOMORROW)
  const path = `/api/staff/campaigns/${campaignId}/draws/grand`
  await finishRun(api, `${path}/freeze`, owner)
  const holders = await api.db<{ shopperId: string }[]>`
    select distinct shopper_id from draw_ticket where campaign_id = ${campaignId}`
  const ids = holders.map(({ shopperId }) => shopperId)
  expect(ids).toEqual(expect.arrayContaining([stays.shopper.id, later.shopper.id]))
  for (const who of [unknown, young]) expect(ids).not.toContain(who.shopper.id)

  await setBirthday(later, TWENTY_TOMORROW)
  expect((await asStaff('POST', `${path}/draw`, {})).status).toBe(200)
  const won = (await (await asStaff('GET', `${path}/winners`)).json()) as { items: { oldEnough: boolean }[] }
  expect(won.items.filter(({ oldEnough }) => !oldEnough)).toHaveLength(1)
  const told = await api.db<{ shopperId: string }[]>`
    select shopper_id from outbox_message where natural_key like ${`draw:${campaignId}:%`}`
  expect(told.map(({ shopperId }) => shopperId)).toContain(stays.shopper.id)
  expect(told.map(({ shopperId }) => shopperId)).not.toContain(later.shopper.id)
})

describe('what is for a segment only', () => {
  let segmentId: string
  let tagId: string
  let member: LoggedIn
  let stranger: LoggedIn
  const publish = async (limits: Partial<AdmissionLimits>) => {
    const { slug } = (await campaigns.findVersion(api.db, api.account.id, versionId))!
    const rules = { ...api.campaign.rules, leastAge: null, onlyFor: null, ...limits }
    await inTransaction(api.db, (sql) =>
      campaigns.publish(sql, api.account.id, slug, rules, { now: api.ports.now() }),
    )
  }
  const tag = async (who: LoggedIn, wears: boolean) => {
    const answer = await asStaff(
      wears ? 'PUT' : 'DELETE',
      `/api/staff/shoppers/${who.shopper.id}/tags/${tagId}`,
    )
    expect(answer.status, await answer.clone().text()).toBeLessThan(300)
    await keepFacts(api.ports)
  }

  beforeAll(async () => {
    tagId = ((await (await asStaff('POST', '/api/staff/tags', { name: '会員/金' })).json()) as { id: string })
      .id
    const rule = { kind: 'tag', tags: [tagId] }
    const added = await asStaff('POST', '/api/staff/segments', { name: '金の会員', rule })
    segmentId = ((await added.json()) as { id: string }).id
    ;[member, stranger] = [await meet(null), await meet(null)]
    // Points to spend, from when the campaign was for everybody.
    await publish({})
    for (const who of [member, stranger]) expect((await enterAndSettle(api, who)).state).toBe('approved')
    await tag(member, true)
    await publish({ onlyFor: segmentId })
  })

  test('lets its members in and nobody else, in the app and in the chat', async () => {
    expect(await admissionOf(member)).toEqual({ admission: 'admitted', leastAge: null })
    expect(await admissionOf(stranger)).toEqual({ admission: 'not_meant', leastAge: null })
    const { campaign } = (await (await api.call('GET', '/api/config')).json()) as { campaign: object }
    expect(campaign).toMatchObject({ isForSome: true, leastAge: null })
    expect(JSON.stringify(campaign)).not.toContain(segmentId)
    expect((await sendPhoto(api, member.token)).status).toBe(202)
    expect(await kindOf(await sendPhoto(api, stranger.token))).toBe('not_meant')
    expect(await sendInChat(stranger)).toContain('対象の方')
  })

  test('shows a reward to its members, and to nobody else that there is one', async () => {
    const id = await addReward({ onlyFor: segmentId })
    expect(await shownReward(member, id)).toMatchObject({ refusal: null })
    expect(await shownReward(stranger, id)).toBeUndefined()
    expect(await kindOf(await exchange(stranger, id))).toBe('not_meant')
    expect((await exchange(member, id)).status).toBe(201)
  })

  test('closes at once for who is in it no more; what they have exchanged they use', async () => {
    const id = await addReward({ onlyFor: segmentId })
    const { id: couponId } = (await (await exchange(member, id)).json()) as { id: string }
    const { id: entryId } = (await (await sendPhoto(api, member.token)).json()) as { id: string }
    await tag(member, false)
    expect(await kindOf(await sendPhoto(api, member.token))).toBe('not_meant')
    expect(await kindOf(await exchange(member, id))).toBe('not_meant')
    await recordReading(api, entryId, makeNewReading())
    await api.workJobs()
    const entry = await (await api.call('GET', `/api/entries/${entryId}`, { as: member.token })).json()
    expect(entry).toMatchObject({ state: 'rejected' })
    expect((await asStaff('POST', `/api/staff/coupons/${couponId}/use`)).status).toBe(200)
    await tag(member, true)
  })

  test('keeps its segment from the archive, and one whose rule holds no more reaches nobody', async () => {
    const archive = () => asStaff('PATCH', `/api/staff/segments/${segmentId}`, { archived: true })
    const refused = await archive()
    expect(await refused.json()).toMatchObject({
      kind: 'segment_in_use',
      note: expect.stringContaining(api.campaign.rules.name),
    })
    const broken = { kind: 'tag', tags: [crypto.randomUUID()] }
    await api.db`update segment set rule = ${api.db.json(broken)} where id = ${segmentId}`
    expect(await kindOf(await sendPhoto(api, member.token))).toBe('not_meant')
    const terms = { name: { ja: 'あ', en: 'a' }, words: { ja: 'あ', en: 'a' }, cost_points: 1, couponDays: 1 }
    const limited = (onlyFor: string) =>
      asStaff('POST', '/api/staff/rewards', { kind: 'till_code', terms: { ...terms, onlyFor } })
    expect(await kindOf(await limited(segmentId))).toBe('invalid_request')
    expect(await kindOf(await limited(crypto.randomUUID()))).toBe('invalid_request')
  })

  test('is not published for a segment that there is not', async () => {
    const rules = { ...api.campaign.rules, onlyFor: crypto.randomUUID() }
    const made = await asStaff('POST', '/api/staff/campaigns', { slug: 'nobody', rules })
    const { id, revision } = (await made.json()) as { id: string; revision: number }
    const published = await asStaff('POST', `/api/staff/campaigns/${id}/publish`, { revision })
    expect(await kindOf(published)).toBe('draft_has_faults')
  })
})
