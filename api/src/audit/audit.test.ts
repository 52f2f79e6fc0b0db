import { jobs, outbox, verifyAuditChain } from '@tamaru/db'
import { randomUUID } from 'node:crypto'
import { addDays, tokyoDate } from '@tamaru/domain'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { logInShopper, logInStaff, meetPerson } from '../../../tests/support/act-in-line.ts'
import { enterAndSettle, makeNewReading, sendPhoto } from '../../../tests/support/enter-receipt.ts'
import { makeCampaign } from '../../../tests/support/make-campaign.ts'
import { makeFriends, makeLineUserId } from '../../../tests/support/make-people.ts'
import { makeItem } from '../../../tests/support/make-reading.ts'
import { makeStore } from '../../../tests/support/make-store.ts'
import { startApi, type TestApi } from '../../../tests/support/start-api.ts'

const api = await startApi()
afterAll(() => api[Symbol.asyncDispose]())

const rejection = { outcome: 'rejected', reason: '日付が読み取れませんでした。' }
const waitingEntry = async (name = 'はな') => {
  const who = await logInShopper(api, await meetPerson(api, { displayName: name }))
  return { who, id: (await enterAndSettle(api, who, makeNewReading({ confidence: 0.4 }))).id }
}
const begunCampaign = async () => {
  const json = { slug: `spring-${randomUUID()}`, rules: api.campaign.rules }
  const answer = await api.call('POST', '/api/staff/campaigns', { as: owner.token, json })
  return (await answer.json()) as { id: string; revision: number }
}
const publishedCampaign = async () => {
  const { id, revision } = await begunCampaign()
  await api.call('POST', `/api/staff/campaigns/${id}/publish`, { as: owner.token, json: { revision } })
  return { id }
}

/** A campaign whose days are over, with one draw that has come as far as this. */
const campaignWithDraw = async (...steps: ('freeze' | 'draw')[]) => {
  const day = (n: number) => addDays(tokyoDate(new Date()), n)
  const days = { purchasedFrom: day(-90), purchasedUntil: day(-30), entryUntil: day(-20) }
  const draw = { id: 'grand', name: '旅行券', winners: 1, drawnFrom: day(-10), ticketPer: 'entry' as const }
  const draws = [{ ...draw, oncePerPerson: true, value_yen: null }]
  const { campaignId: id } = await makeCampaign(api.db, api.account.id, { ...days, draws })
  for (const step of steps)
    await done(await act('POST', `/api/staff/campaigns/${id}/draws/grand/${step}`, {}))
  return { id }
}

const newBudget = () => ({
  ...{ name: `お詫び ${randomUUID()}`, purpose: 'お待たせした方へ', limit: 500 },
  ...{ ownerId: owner.person.id, startsOn: '2026-01-01', endsOn: '2036-12-31' },
})
const addBudget = async () => {
  const answer = await api.call('POST', '/api/staff/budgets', { as: owner.token, json: newBudget() })
  return { id: ((await answer.json()) as { id: string }).id }
}

const newReward = (kind = 'till_code') => ({
  kind,
  terms: {
    name: { ja: '緑茶 1本', en: 'A bottle of green tea' },
    words: { ja: 'お店のレジで使えます。', en: 'Use it at the till.' },
    cost_points: 1,
    couponDays: 14,
  },
})
const addReward = async (kind?: string) => {
  const answer = await api.call('POST', '/api/staff/rewards', { as: owner.token, json: newReward(kind) })
  return { id: ((await answer.json()) as { id: string }).id }
}
const exchangedCoupon = async () => {
  const who = await logInShopper(api)
  await enterAndSettle(api, who)
  const path = `/api/rewards/${(await addReward()).id}/exchange`
  const answer = await api.call('POST', path, {
    as: who.token,
    headers: { 'idempotency-key': randomUUID() },
  })
  return { id: ((await answer.json()) as { id: string }).id }
}

const heldMessage = async () => {
  const { shopper } = await logInShopper(api)
  const messageId = (await outbox.write(api.db, {
    accountId: api.account.id,
    shopperId: shopper.id,
    naturalKey: randomUUID(),
    purpose: 'result',
    messages: [{ type: 'text', text: '結果' }],
    now: api.ports.now(),
  }))!
  await outbox.hold(api.db, messageId, { reason: 'refused', now: new Date() })
  return messageId
}

/** A candidate that staff have just made by naming a product for a line; replayed where it is to be accepted. */
let lines = 0
const aliasCandidate = async (...steps: 'replay'[]) => {
  const printed = `ｱｵ${'ｶｷｸｹｺ'[lines++]}ｼﾞﾙｼ ﾄｸﾍﾞﾂ`
  const items = [makeItem(printed)]
  const entry = await enterAndSettle(api, await logInShopper(api), makeNewReading({ items, confidence: 0.4 }))
  const json = { outcome: 'approved', products: [{ productId: 'green-tea', quantity: 1, printed }] }
  await api.call('POST', `/api/staff/entries/${entry.id}/decision`, { as: owner.token, json })
  const answer = await api.call('GET', '/api/staff/aliases', { as: owner.token })
  const { items: aliases } = (await answer.json()) as { items: { id: string; printed: string }[] }
  const { id } = aliases.find((candidate) => candidate.printed === printed)!
  for (const step of steps) await done(await act('POST', `/api/staff/aliases/${id}/${step}`, {}))
  return { id, json: {} }
}

/** For each route that changes something, what an owner can do there: the path's placeholders by name, and the body. */
const ACTS: Record<string, () => Promise<{ json?: object; text?: string; [placeholder: string]: unknown }>> =
  {
    'POST /api/staff/entries/{id}/decision': async () => ({ id: (await waitingEntry()).id, json: rejection }),
    'POST /api/staff/entries/{id}/revocation': async () => ({
      id: (await enterAndSettle(api, await logInShopper(api))).id,
      json: { reason: 'レシートが返品されました。' },
    }),
    'POST /api/staff/entries/{id}/reopening': async () => {
      const { id } = await waitingEntry()
      await api.call('POST', `/api/staff/entries/${id}/decision`, { as: owner.token, json: rejection })
      return { id }
    },
    'PUT /api/staff/people/{id}/use': async () => ({
      id: (await logInShopper(api)).shopper.id,
      json: { stopped: true },
    }),
    'POST /api/staff/people/{id}/erasure': async () => ({
      id: (await logInShopper(api)).shopper.id,
      json: { confirmed: true },
    }),
    'POST /api/staff/messages/send-again': async () => ({ json: { messageIds: [await heldMessage()] } }),
    'POST /api/staff/messages/discard': async () => ({ json: { messageIds: [await heldMessage()] } }),
    'POST /api/staff/campaigns': async () => ({ json: { slug: 'autumn' } }),
    'PUT /api/staff/campaigns/{id}/draft': async () => {
      const { id, revision } = await begunCampaign()
      return { id, json: { revision, rules: { name: '秋のお茶' } } }
    },
    'POST /api/staff/budgets': async () => ({ json: newBudget() }),
    'PATCH /api/staff/budgets/{id}': async () => ({ ...(await addBudget()), json: { limit: 900 } }),
    'POST /api/staff/budgets/{id}/close': () => addBudget(),
    'POST /api/staff/shoppers/{id}/points': async () => ({
      id: (await logInShopper(api)).shopper.id,
      json: { budgetId: (await addBudget()).id, points: 5, reason: 'お待たせしたお詫び' },
    }),
    'POST /api/staff/campaigns/{id}/approval': async () => {
      const { id, revision } = await begunCampaign()
      return { id, json: { revision } }
    },
    'PUT /api/staff/campaigns/{id}/approval': async () => {
      const { token: as } = await logInStaff(api, 'manager')
      const json = { slug: `spring-${randomUUID()}`, rules: api.campaign.rules }
      const begun = await api.call('POST', '/api/staff/campaigns', { as, json })
      const { id, revision } = (await begun.json()) as { id: string; revision: number }
      const asked = await api.call('POST', `/api/staff/campaigns/${id}/approval`, { as, json: { revision } })
      const { draft } = (await asked.json()) as { draft: { approval: { contentSha256: string } } }
      return { id, json: { revision, contentSha256: draft.approval.contentSha256, outcome: 'approved' } }
    },
    'POST /api/staff/campaigns/{id}/publish': async () => {
      const { id, revision } = await begunCampaign()
      return { id, json: { revision } }
    },
    'POST /api/staff/campaigns/{id}/end': async () => ({ ...(await publishedCampaign()), json: {} }),
    'PUT /api/staff/campaigns/{id}/archive': async () => {
      const { id } = await begunCampaign()
      await api.call('POST', `/api/staff/campaigns/${id}/end`, { as: owner.token, json: {} })
      return { id, json: { archived: true } }
    },
    'POST /api/staff/campaigns/{id}/draws/{drawId}/freeze': async () => ({
      ...(await campaignWithDraw()),
      drawId: 'grand',
      json: {},
    }),
    'POST /api/staff/campaigns/{id}/draws/{drawId}/draw': async () => ({
      ...(await campaignWithDraw('freeze')),
      drawId: 'grand',
      json: {},
    }),
    'POST /api/staff/campaigns/{id}/draws/reveal': () => campaignWithDraw('freeze', 'draw'),
    'POST /api/staff/rewards': async () => ({ json: newReward() }),
    'PATCH /api/staff/rewards/{id}': async () => ({ ...(await addReward()), json: { cost_points: 2 } }),
    'PUT /api/staff/rewards/{id}/archive': async () => ({ ...(await addReward()), json: { archived: true } }),
    'POST /api/staff/rewards/{id}/codes': async () => ({ ...(await addReward('code_pool')), text: 'ABC-1' }),
    'POST /api/staff/coupons/{id}/use': exchangedCoupon,
    'POST /api/staff/coupons/{id}/cancel': async () => ({
      ...(await exchangedCoupon()),
      json: { reason: '在庫切れのため' },
    }),
    'POST /api/staff/products': async () => ({ json: { name: 'ミナト ほうじ茶 500ml' } }),
    'PATCH /api/staff/products/{id}': async () => ({ ...(await addProduct()), json: { brand: 'ミナト' } }),
    'POST /api/staff/products/{id}/merge': async () => ({
      ...(await addProduct()),
      json: { into: (await addProduct()).id },
    }),
    'POST /api/staff/products/{id}/unmerge': async () => {
      const { id } = await addProduct()
      const json = { into: (await addProduct()).id }
      await done(await act('POST', `/api/staff/products/${id}/merge`, json))
      return { id }
    },
    'POST /api/staff/labels': async () => ({ json: { name: randomUUID().slice(0, 8) } }),
    'PATCH /api/staff/labels/{id}': async () => ({ id: await addLabel(), json: { colour: 'green' } }),
    'DELETE /api/staff/labels/{id}': async () => ({ id: await addLabel() }),
    'POST /api/staff/labels/{id}/wear': async () => ({
      id: await addLabel(),
      json: { thing: 'template', ids: ['survey'], on: true },
    }),
    'POST /api/staff/tags': async () => ({ json: { name: `試し/${randomUUID()}` } }),
    'POST /api/staff/tags/{id}/people': async () => {
      const { id, tagId } = await tagging()
      return { id: tagId, json: { shopperIds: [id], is: true } }
    },
    'PUT /api/staff/shoppers/{id}/tags/{tagId}': () => tagging(),
    'DELETE /api/staff/shoppers/{id}/tags/{tagId}': async () => {
      const { id, tagId } = await tagging()
      await done(await act('PUT', `/api/staff/shoppers/${id}/tags/${tagId}`))
      return { id, tagId }
    },
    'POST /api/staff/tags/{id}/rename': async () => ({
      id: await addTag(),
      json: { name: `試し/${randomUUID()}` },
    }),
    'POST /api/staff/tags/{id}/merge': async () => ({ id: await addTag(), json: { into: await addTag() } }),
    'POST /api/staff/tags/{id}/bulk': async () => ({
      id: await addTag(),
      json: { is: true, shopperIds: [(await logInShopper(api)).shopper.id] },
    }),
    'POST /api/staff/tags/{id}/bulk/{run}/undo': async () => {
      const id = await addTag()
      const json = { is: true, shopperIds: [(await logInShopper(api)).shopper.id] }
      const asked = await act('POST', `/api/staff/tags/${id}/bulk`, json)
      await done(asked.clone())
      return { id, run: ((await asked.json()) as { id: string }).id }
    },
    'POST /api/staff/imports': async () => ({ text: 'shopper_id\n' }),
    'POST /api/staff/imports/followers': async () => ({ query: '?dryRun=false' }),
    'POST /api/staff/imports/{id}/take': () => sentImport(),
    'POST /api/staff/imports/{id}/undo': async () => {
      const { id, json } = await sentImport()
      await done(await act('POST', `/api/staff/imports/${id}/take`, json))
      return { id }
    },
    'POST /api/staff/shoppers/import': async () => ({
      query: '?dryRun=false',
      text: `shopper_id,attribute:gender\n${(await logInShopper(api)).shopper.id},female`,
    }),
    'POST /api/staff/attributes': async () => ({ json: newAttribute() }),
    'PATCH /api/staff/attributes/{key}': async () => ({
      key: await addAttribute(),
      json: { archived: true },
    }),
    'PUT /api/staff/shoppers/{id}/attributes/{key}': async () => ({
      id: (await logInShopper(api)).shopper.id,
      key: await addAttribute(),
      json: { value: '3' },
    }),
    'PUT /api/staff/shoppers/{id}/contacts/{kind}': async () => ({
      id: (await logInShopper(api)).shopper.id,
      kind: 'phone',
      json: { value: '090-1234-5678', origin: '店頭の会員登録' },
    }),
    'POST /api/staff/contacts/import': async () => ({
      json: {
        origin: '店頭の会員登録',
        contacts: [{ shopperId: (await logInShopper(api)).shopper.id, email: 'hana@example.jp' }],
      },
    }),
    'POST /api/staff/audiences': async () => ({ json: newAudience() }),
    'DELETE /api/staff/audiences/{id}': async () => {
      const made = await act('POST', '/api/staff/audiences', newAudience())
      return { id: ((await made.json()) as { id: string }).id }
    },
    'POST /api/staff/shoppers/{id}/member-links/end': async () => {
      const { userId, shopper } = await logInShopper(api)
      await act(
        'POST',
        '/api/staff/member-links/import?origin=test',
        `line_user_id,member_number\n${userId},MN-${shopper.id.slice(0, 8)}`,
      )
      return { id: shopper.id, json: { why: '本人からのお申し出' } }
    },
    'POST /api/staff/member-links/import': async () => ({
      query: '?origin=test',
      text: `line_user_id,member_number\n${(await logInShopper(api)).userId},MN-1`,
    }),
    'POST /api/staff/line-audiences': async () => ({ json: await newLineAudience() }),
    'DELETE /api/staff/line-audiences/{id}': async () => {
      const made = await act('POST', '/api/staff/line-audiences', await newLineAudience())
      return { id: ((await made.json()) as { id: string }).id }
    },
    'POST /api/staff/segments': async () => ({ json: newSegment() }),
    'PATCH /api/staff/segments/{id}': async () => {
      const made = await act('POST', '/api/staff/segments', newSegment())
      const { id } = (await made.json()) as { id: string }
      return { id, json: { archived: true } }
    },
    'POST /api/staff/segments/{id}/snapshots': async () => {
      const made = await act('POST', '/api/staff/segments', newSegment())
      const { id } = (await made.json()) as { id: string }
      return { id, json: { purpose: '冬の案内' } }
    },
    'POST /api/staff/stores': async () => ({ json: { name: '若葉商店' } }),
    'PATCH /api/staff/stores/{id}': async () => ({
      id: (await makeStore(api.db, api.account.id)).id,
      json: { names: ['若葉'] },
    }),
    'POST /api/staff': async () => ({
      json: { lineUserId: makeLineUserId(), displayName: '森', role: 'viewer', storeIds: null },
    }),
    'PUT /api/staff/{id}': async () => ({
      id: (await logInStaff(api, 'viewer')).person.id,
      json: { role: 'reviewer', storeIds: null, active: true },
    }),
    'PUT /api/staff/settings/ranks': async () => ({ json: { silver: 300, gold: 900 } }),
    'PATCH /api/staff/account': async () => ({ json: { closingDays: ['2027-01-04'] } }),
    'POST /api/staff/notice': async () => ({
      json: {
        operator: 'ミナト食品株式会社',
        contact: 'otoiawase@minato.example',
        terms: '応募は一人何回でもできます。',
        privacy: 'レシートは応募の確認に使います。',
      },
    }),
    'PUT /api/staff/test-people/{id}': async () => ({
      id: (await logInShopper(api)).shopper.id,
      json: { side: 'agency' },
    }),
    'DELETE /api/staff/test-people/{id}': async () => ({ id: (await logInShopper(api)).shopper.id }),
    'PUT /api/staff/templates/{kind}': async () => ({
      kind: 'guidance',
      json: { from: 0, words: { ja: { text: '写真をどうぞ。' }, en: { text: 'A photo, please.' } } },
    }),
    'POST /api/staff/templates/{kind}/reset': async () => ({ kind: 'refusal', json: { from: 0 } }),
    'POST /api/staff/aliases/{id}/replay': () => aliasCandidate(),
    'POST /api/staff/aliases/{id}/accept': () => aliasCandidate('replay'),
    'POST /api/staff/aliases/{id}/dismiss': () => aliasCandidate(),
    'POST /api/staff/jobs/{id}/run-again': async () => ({ id: await buriedJob(api) }),
  }

/** Staff routes by other methods than GET that leave everything as it was. */
const CHANGE_NOTHING = [
  'POST /api/staff/templates/{kind}/preview',
  'POST /api/staff/session',
  'DELETE /api/staff/session',
  'POST /api/staff/campaigns/{id}/prize-law',
  'POST /api/staff/campaigns/{id}/simulate',
  'POST /api/staff/entries/{id}/preview',
  'POST /api/staff/settings/ranks/preview',
  'POST /api/staff/segments/count',
  'POST /api/staff/member-links/holder',
  'POST /api/staff/imports/{id}/check',
]

const { paths } = (await (await api.call('GET', '/api/openapi.json')).json()) as {
  paths: Record<string, Record<string, object>>
}
const changing = Object.entries(paths)
  .filter(([path]) => path.startsWith('/api/staff'))
  .flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`))
  .filter((route) => !route.startsWith('GET ') && !CHANGE_NOTHING.includes(route))

let owner: Awaited<ReturnType<typeof logInStaff>>
beforeAll(async () => {
  owner = await logInStaff(api, 'owner')
})

interface AuditEvent {
  seq: number
  at: string
  act: string
  subject: string
  by: { id: string; displayName: string } | null
  before: unknown
  after: unknown
  hash: string
}
const list = async (query = '') => {
  const answer = await api.call('GET', `/api/staff/audit${query}`, { as: owner.token })
  return (await answer.json()) as { items: AuditEvent[]; next: string | null }
}

test.each(changing)('%s leaves who did it, to what, before and after', async (route) => {
  const prepare = ACTS[route]
  expect(prepare, `${route} is new: add to ACTS something that it can do`).toBeDefined()
  const { json, text, query = '', ...placeholders } = await prepare!()
  const [method, pattern] = route.split(' ') as [string, string]
  const path = pattern.replace(/\{(\w+)\}/g, (_, name: string) => String(placeholders[name]))
  const last = (await list('?limit=1')).items[0]?.seq ?? 0
  await done(await act(method, `${path}${query as string}`, text ?? json))
  const events = (await list()).items.filter(({ seq }) => seq > last)
  expect(events.map(({ by }) => by?.id)).toEqual([owner.person.id])
  expect(events[0]!.act).toMatch(/^[a-z_]+\.[a-z_]+$/)
  expect(events[0]!.subject).toMatch(/^[a-z_]+:.+/)
  for (const id of Object.values(placeholders)) expect(events[0]!.subject).toContain(id)
  expect(await verifyAuditChain(api.db, api.account.id)).toMatchObject({ fault: null })
})

test('the acts above are acts of routes that there are', () => {
  expect(Object.keys(ACTS).filter((route) => !changing.includes(route))).toEqual([])
})

describe('the audit log', () => {
  test('says for an entry what staff did to it, in words and with a name', async () => {
    const { id } = await waitingEntry()
    const reviewer = await logInStaff(api, 'reviewer')
    await api.call('POST', `/api/staff/entries/${id}/decision`, { as: reviewer.token, json: rejection })
    const { items: events } = await list(`?subject=entry:${id}`)
    expect(events).toMatchObject([
      {
        act: 'entry.reject',
        subject: `entry:${id}`,
        by: { id: reviewer.person.id, displayName: '担当 (reviewer)' },
        before: { outcome: 'needs_review', decidedBy: 'machine' },
        after: { decision: { outcome: 'rejected', decidedBy: 'staff' } },
      },
    ])
    expect(await list(`?person=${reviewer.person.id}`)).toEqual({ items: events, next: null })
  })

  test('is walked and found whole, with every hash recomputed; a head that was noted must be in it', async () => {
    const walk = async (query = '') =>
      (await api.call('GET', `/api/staff/audit/chain${query}`, { as: owner.token })).json()
    const [newest] = (await list('?limit=1')).items
    expect(await walk()).toEqual({ events: newest!.seq, head: newest!.hash, fault: null, erased: 0 })
    expect(await walk(`?head=${newest!.hash}`)).toMatchObject({ fault: null })
    const foreign = 'f'.repeat(64)
    expect(await walk(`?head=${foreign}`)).toMatchObject({
      fault: expect.stringContaining(foreign) as string,
    })
  })

  test('is turned page by page, newest first, without a gap', async () => {
    const { items: all } = await list('?limit=200')
    expect(all.length).toBeGreaterThan(4)
    const seen: AuditEvent[] = []
    for (let next: string | null = ''; next !== null;) {
      const page: Awaited<ReturnType<typeof list>> = await list(`?limit=2${next && `&after=${next}`}`)
      seen.push(...page.items)
      next = page.next
    }
    expect(seen).toEqual(all)
    expect(seen.map(({ seq }) => seq)).toEqual(seen.map((_, i) => seen.length - i))
    expect((await verifyAuditChain(api.db, api.account.id)).head).toBe(all[0]!.hash)
  })

  test('names shoppers by nothing but ids', async () => {
    const { who, id } = await waitingEntry('とても珍しい名前')
    const json = { outcome: 'approved', products: [{ productId: 'green-tea', quantity: 1 }] }
    await api.call('POST', `/api/staff/entries/${id}/decision`, { as: owner.token, json })
    const text = JSON.stringify((await list(`?subject=entry:${id}`)).items)
    expect(text).toContain('entry.approve')
    expect(text).not.toContain('とても珍しい名前')
    expect(text).not.toContain(who.userId)
  })

  test.each(['?after=0', '?limit=1000', '?person=mika', '?subject='])('refuses %s', async (query) => {
    expect((await api.call('GET', `/api/staff/audit${query}`, { as: owner.token })).status).toBe(400)
  })
})

/** JSON, or text as it is. */
function act(method: string, path: string, body?: object | string): Promise<Response> {
  if (typeof body !== 'string')
    return api.call(method, path, {
      as: owner.token,
      json: body,
      headers: { 'idempotency-key': randomUUID() },
    })
  const headers = { authorization: `Bearer ${owner.token}`, 'content-type': 'text/plain' }
  return Promise.resolve(api.app.request(path, { method, headers, body }))
}

/** An act that takes its time is done when its run has ended. */
async function done(answer: Response): Promise<void> {
  expect(answer.status, await answer.clone().text()).toBeLessThan(300)
  if (answer.status === 202) await api.workJobs()
}

async function addLabel() {
  const made = await act('POST', '/api/staff/labels', { name: randomUUID().slice(0, 8) })
  return ((await made.json()) as { id: string }).id
}

async function tagging() {
  const made = await act('POST', '/api/staff/tags', { name: `試し/${randomUUID()}` })
  const { shopper } = await logInShopper(api)
  return { id: shopper.id, tagId: ((await made.json()) as { id: string }).id }
}

async function addTag(): Promise<string> {
  const made = await act('POST', '/api/staff/tags', { name: `試し/${randomUUID()}` })
  return ((await made.json()) as { id: string }).id
}

async function sentImport() {
  const { shopper } = await logInShopper(api)
  const text = `shopper_id,attribute:gender\n${shopper.id},female`
  const sent = await act('POST', '/api/staff/imports', text)
  const { id } = (await sent.json()) as { id: string }
  return { id, json: { columns: { shopper_id: 'shopper_id', 'attribute:gender': 'attribute:gender' } } }
}

const newAttribute = () => ({
  ...{ key: `a${randomUUID().slice(0, 8)}`, kind: 'number', words: { ja: '来店', en: 'visits' } },
  purpose: '来店のお礼のため',
})
async function addAttribute(): Promise<string> {
  const attribute = newAttribute()
  await done(await act('POST', '/api/staff/attributes', attribute))
  return attribute.key
}

/** Of more friends than LINE and the house ask for. */
const newLineAudience = async () => {
  await makeFriends(api.db, api.account.id, 50)
  const made = await act('POST', '/api/staff/segments', newSegment())
  const { id: segment } = (await made.json()) as { id: string }
  return { name: '冬の友だち', of: { segment }, basis: 'entrusted' }
}
const newAudience = () => ({
  ...{ name: randomUUID(), list: 'phones', origin: '通販の購入者', consent: '規約第3条' },
  people: [{ phone: 'a'.repeat(64) }],
})
const newSegment = () => ({ name: randomUUID(), rule: { kind: 'friend', is: true } })

async function addProduct(): Promise<{ id: string }> {
  const made = await act('POST', '/api/staff/products', { name: 'ミナト ほうじ茶 500ml' })
  const { id } = (await made.json()) as { id: string }
  return { id }
}

async function buriedJob({ db, account, workJobs, call }: TestApi): Promise<string> {
  const { token } = await logInShopper(api)
  const { id: entryId } = (await (await sendPhoto(api, token)).json()) as { id: string }
  await jobs.enqueue(db, {
    accountId: account.id,
    kind: 'settle_entry',
    payload: { entryId },
    now: api.ports.now(),
  })
  await workJobs()
  const buried = await call('GET', '/api/staff/jobs/buried', { as: owner.token })
  return ((await buried.json()) as { items: { id: string }[] }).items[0]!.id
}
