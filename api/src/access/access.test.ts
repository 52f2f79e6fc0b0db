import { accesses } from '@tamaru/db'
import { addDays, tokyoDate } from '@tamaru/domain'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { logInShopper, logInStaff, meetPerson } from '../../../tests/support/act-in-line.ts'
import { enterAndSettle, makeNewReading } from '../../../tests/support/enter-receipt.ts'
import { startApi } from '../../../tests/support/start-api.ts'
import { SHOWS_PEOPLE } from './shows-people.ts'

const NAME = '薔薇園ヒヤシンス'
const prize = { id: 'tea', name: '緑茶', oneIn: 1, stock: 100, points: null, value_yen: null }
const api = await startApi({ rules: { instantWin: { prizes: [prize] } } })
afterAll(() => api[Symbol.asyncDispose]())

/**
 * Where else staff have routes: what is set up, counts, hashes, the staff itself, ids that lead to nobody. Whatever shows a
 * name all the same is found by the test below.
 */
const NOBODY_UNDER = [
  ...['me', 'session', 'overview', 'nps', 'stores', 'settings', 'account', 'notice', 'aliases', 'approvals'],
  ...[
    'audit/chain',
    'accesses',
    'accesses.csv',
    'erasures',
    'rewards',
    'budgets',
    'products',
    'templates',
    'runs',
    'jobs',
  ],
  ...[
    'messages/send-again',
    'messages/discard',
    'campaigns',
    'people/:id/erasure',
    'segments',
    'tags',
    'shopper-count',
    'shoppers/:id/tags',
    'shoppers/:id/points',
    'attributes',
    'insight',
    'imports',
    'shoppers/import',
    'labels',
    'shoppers/:id/attributes/:key',
    'shoppers/:id/contacts/:kind',
    'contacts/import',
    'shoppers/:id/member-links/end',
    'member-links/import',
    'audiences',
    'line-audiences',
    'outflows',
    ':id',
  ],
].map((path) => `/api/staff/${path}`)

const { paths } = (await (await api.call('GET', '/api/openapi.json')).json()) as {
  paths: Record<string, Record<string, object>>
}
const routes = Object.entries(paths)
  .filter(([path]) => path.startsWith('/api/staff'))
  .flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`),
  )

let owner: Awaited<ReturnType<typeof logInStaff>>
let who: Awaited<ReturnType<typeof logInShopper>>
let entry: { id: string }
beforeAll(async () => {
  owner = await logInStaff(api, 'owner')
  who = await logInShopper(api, await meetPerson(api, { displayName: NAME }))
  entry = await enterAndSettle(api, who)
  await enterAndSettle(api, who, makeNewReading({ confidence: 0.3 }))
  const survey = await (await api.call('GET', '/api/survey', { as: who.token })).json()
  const { id } = (survey as { invitation: { id: string } }).invitation
  await api.call('POST', `/api/survey/${id}/answer`, { as: who.token, json: { score: 9, reason: '好き' } })
})

const newest = async () =>
  (await accesses.list(api.db, api.account.id, {}, { limit: 1 })).items[0] ?? {
    id: '0',
    shopperIds: [] as string[],
  }

test('every staff route is known to show people, or to show nobody', () => {
  const isKnown = (path: string) =>
    path === '/api/staff' || NOBODY_UNDER.some((known) => `${path}/`.startsWith(`${known}/`))
  const strays = routes.filter((route) => !(route in SHOWS_PEOPLE) && !isKnown(route.split(' ')[1]!))
  expect(strays, 'does it show people? then api/src/access/shows-people.ts').toEqual([])
  expect(Object.keys(SHOWS_PEOPLE).filter((route) => !routes.includes(route))).toEqual([])
})

test('whatever view shows a name is noted, before it goes out, with whom it showed', async () => {
  const unnoted: string[] = []
  const shows: string[] = []
  for (const route of routes.filter((each) => each.startsWith('GET ') && !each.includes('accesses'))) {
    const id = route.includes('campaigns')
      ? api.campaign.campaignId
      : route.includes('people')
        ? who.shopper.id
        : entry.id
    const path = route.slice(4).replace(':id', id).replace(':version', '1')
    for (const query of ['', '?state=approved', '?state=needs_review']) {
      const before = await newest()
      const answer = await api.call('GET', path + query, { as: owner.token })
      if (!(await answer.text()).includes(NAME)) continue
      shows.push(route)
      const after = await newest()
      const isTold = 'route' in after && after.route === route && after.staffId === owner.person.id
      const named = SHOWS_PEOPLE[route]?.by === null || after.shopperIds.includes(who.shopper.id)
      if (after.id === before.id || !isTold || !named) unnoted.push(route + query)
    }
  }
  expect(unnoted).toEqual([])
  expect(new Set(shows).size).toBeGreaterThanOrEqual(5)
})

test('a photo, and nobody where nothing was shown', async () => {
  await api.call('GET', `/api/staff/entries/${entry.id}/photo`, { as: owner.token })
  expect(await newest()).toMatchObject({
    route: 'GET /api/staff/entries/:id/photo',
    shopperIds: [who.shopper.id],
  })
  const { id } = (await newest()) as { id: string }
  await api.call('GET', '/api/staff/entries?state=received', { as: owner.token })
  await api.call('GET', `/api/staff/entries/${who.shopper.id}`, { as: owner.token })
  expect((await newest()).id).toBe(id)
})

test('owners read who looked at whom; nobody changes it, and it goes by age alone', async () => {
  const read = async (query: string) =>
    (
      (await (await api.call('GET', `/api/staff/accesses${query}`, { as: owner.token })).json()) as {
        items: object[]
      }
    ).items
  const of = await read(`?shopper=${who.shopper.id}&person=${owner.person.id}&limit=2`)
  expect(of).toMatchObject([{ by: { id: owner.person.id }, shopperIds: [who.shopper.id] }, {}])
  expect(await read(`?shopper=${owner.person.id}`)).toEqual([])
  const today = tokyoDate(api.ports.now())
  expect((await read(`?day=${today}&limit=100`)).length).toBe((await read('?limit=100')).length)
  expect(await read(`?day=${addDays(today, -1)}`)).toEqual([])
  const file = await api.call('GET', `/api/staff/accesses.csv?shopper=${who.shopper.id}`, { as: owner.token })
  const [head, first] = (await file.text()).split('\r\n')
  expect(head).toContain('いつ,だれが')
  expect(first).toContain(`${owner.person.displayName},`)
  expect(first).toContain(who.shopper.id)
  for (const change of [api.db`update access_event set route = 'x'`, api.db`delete from access_event`])
    await expect(change).rejects.toMatchObject({ code: '23000' })
  expect(await accesses.forgetOld(api.db, api.account.id, new Date(0))).toBe(0)
  const far = new Date(api.ports.now().getTime() + 1000)
  expect(await accesses.forgetOld(api.db, api.account.id, far)).toBeGreaterThan(5)
  expect(await read('')).toEqual([])
})
