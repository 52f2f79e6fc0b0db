import { storedSteps } from '@tamaru/db'
import { randomUUID } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { afterAll, expect, test } from 'vitest'
import { answerConsent, logInShopper, logInStaff, type LoggedIn } from '../../../tests/support/act-in-line.ts'
import { daysAgo, enterAndSettle, makeNewReading } from '../../../tests/support/enter-receipt.ts'
import { startApi } from '../../../tests/support/start-api.ts'

const api = await startApi()
afterAll(() => api[Symbol.asyncDispose]())
const { token: as } = await logInStaff(api, 'owner')

/** What is no figure: lists of work and of people, the log of what staff did, and each a reason of its own. */
const NO_FIGURES = [
  '/api/staff/entries', // the queue: theirs are judged as any
  '/api/staff/test-people',
  '/api/staff/audit',
  '/api/staff/audit/chain',
  '/api/staff/accesses',
  '/api/staff/accesses.csv',
  '/api/staff/erasures',
  '/api/staff/outflows',
  '/api/staff/coupons', // asked for by a code
  '/api/staff/people', // asked for by an id
  '/api/staff/runs', // asked for by what they run for
  '/api/staff/messages', // what did not go out, to whom
]

/** What a route has to be asked by. */
const ASKED: Record<string, string> = { '/api/staff/insight/sales': '?by=good' }

const post = async <T>(path: string, json: object): Promise<T> => {
  const answer = await api.call('POST', path, { as, json })
  if (!answer.ok) throw new Error(`${answer.status} ${path}`)
  return (await answer.json()) as T
}
const terms = {
  ...{ name: { ja: '緑茶', en: 'Tea' }, words: { ja: 'レジで', en: 'At the till' }, picture: null },
  ...{ cost_points: 5, stock: null, couponDays: 14, active: true },
}
const reward = await post<{ id: string }>('/api/staff/rewards', { kind: 'till_code', terms })
const segment = await post<{ id: string }>('/api/staff/segments', {
  name: '買った人',
  rule: { kind: 'receipts', atLeast: 1 },
})

/** Every route of staff that answers without being told about whom, with this account's campaign and segment. */
async function figures(): Promise<Record<string, unknown>> {
  const { paths } = (await (await api.call('GET', '/api/openapi.json')).json()) as {
    paths: Record<string, { get?: object }>
  }
  const campaign = `/api/staff/campaigns/${api.campaign.campaignId}`
  const asked = [
    ...Object.keys(paths).filter((path) => paths[path]!.get && /^\/api\/staff[^{]*$/.test(path)),
    ...[campaign, `${campaign}/draws`, `${campaign}/wins`, `/api/staff/segments/${segment.id}`],
    `/api/staff/segments/${segment.id}/members`,
  ]
    .filter((path) => !NO_FIGURES.includes(path))
    .map((path) => path + (ASKED[path] ?? ''))
  const told: Record<string, unknown> = {}
  for (const path of asked) {
    const answer = await api.call('GET', path, { as })
    expect([path, answer.status]).toEqual([path, 200])
    // When it was counted is no figure.
    const text = (await answer.text()).replaceAll(/"computedAt":"[^"]+"/g, '"computedAt":0')
    told[path] = answer.headers.get('content-type')!.startsWith('application/json') ? JSON.parse(text) : text
  }
  // What a push costs is counted whoever gets it, since LINE counts it.
  delete (told['/api/staff/account'] as { month?: object }).month
  const thresholds = { silver: 1, gold: 2 }
  told.ranks = await post('/api/staff/settings/ranks/preview', thresholds)
  told.replayed = await storedSteps.count(api.db, {
    ...{ accountId: api.account.id, campaignId: null, sample: 1 },
  })
  return told
}

/** Everything that somebody can do who shops. */
async function live(who: LoggedIn) {
  await answerConsent(api, who, true, 'offers', 'analysis')
  await enterAndSettle(api, who)
  const doubtful = makeNewReading({ confidence: 0.4, purchasedAt: `${daysAgo(2)}T09:15` })
  expect((await enterAndSettle(api, who, doubtful)).state).toBe('needs_review')
  const { invitation } = (await (await api.call('GET', '/api/survey', { as: who.token })).json()) as {
    invitation: { id: string }
  }
  const json = { score: 3, reason: 'お試し' }
  await api.call('POST', `/api/survey/${invitation.id}/answer`, { as: who.token, json })
  await api.call('PUT', '/api/me/prefecture', { as: who.token, json: { prefecture: '13' } })
  const bought = await api.call('POST', `/api/rewards/${reward.id}/exchange`, {
    as: who.token,
    headers: { 'idempotency-key': randomUUID() },
  })
  expect(bought.status).toBe(201)
  await api.workJobs()
}

test('who tries the account out moves no figure that staff are shown, and moves them once they shop again', async () => {
  await api.call('PATCH', '/api/staff/account', { as, json: { stoppedPrefectures: ['13'] } })
  await live(await logInShopper(api))
  const before = await figures()
  const tester = await logInShopper(api)
  const path = `/api/staff/test-people/${tester.shopper.id}`
  await api.call('PUT', path, { as, json: { side: 'agency' } })
  await live(tester)
  expect(await figures()).toEqual(before)
  await api.call('DELETE', path, { as })
  const after = await figures()
  const moved = Object.keys(after).filter((each) => !isDeepStrictEqual(after[each], before[each]))
  const figuresOfPeople = [
    '/api/staff/account',
    '/api/staff/campaigns/ID',
    '/api/staff/campaigns/ID/draws',
    '/api/staff/nps',
    '/api/staff/nps/answers',
    '/api/staff/overview',
    '/api/staff/rewards',
    '/api/staff/segments/ID',
    '/api/staff/segments/ID/members',
    '/api/staff/shopper-count',
    '/api/staff/shoppers',
    '/api/staff/shoppers.csv',
    'ranks',
    'replayed',
  ]
  const named = moved.map((each) => each.replace(/\/[0-9a-f-]{36}/, '/ID'))
  expect(named).toEqual(expect.arrayContaining(figuresOfPeople))
})
