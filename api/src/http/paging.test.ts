import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { logInShopper, logInStaff } from '../../../tests/support/act-in-line.ts'
import { enterAndSettle, makeNewReading } from '../../../tests/support/enter-receipt.ts'
import { makeCampaign } from '../../../tests/support/make-campaign.ts'
import { startApi } from '../../../tests/support/start-api.ts'

const api = await startApi()
afterAll(() => api[Symbol.asyncDispose]())
const owner = await logInStaff(api, 'owner')
const me = await logInShopper(api)
const { campaignId } = await makeCampaign(api.db, api.account.id)

interface Schema {
  type?: string
  format?: string
  anyOf?: Schema[]
  properties?: Record<string, Schema>
  items?: Schema
}
interface Operation {
  parameters?: { in: string; name: string; schema: { enum?: string[] } }[]
  responses: Record<string, { content?: Record<string, { schema: Schema }> }>
}
const document = (await (await api.call('GET', '/api/openapi.json')).json()) as {
  paths: Record<string, { get?: Operation }>
}
const reads = Object.entries(document.paths).flatMap(([path, { get }]) => (get ? [{ path, get }] : []))
const answerOf = ({ get }: (typeof reads)[number]) =>
  get.responses[200]?.content?.['application/json']?.schema.properties ?? {}
const lists = reads.filter((read) => 'items' in answerOf(read))
const segment = await api.call('POST', '/api/staff/segments', {
  as: owner.token,
  json: { name: '友だち', rule: { kind: 'friend', is: true } },
})
const { id: segmentId } = (await segment.json()) as { id: string }
const snapshot = await api.call('POST', `/api/staff/segments/${segmentId}/snapshots`, {
  as: owner.token,
  json: { purpose: '冬の案内' },
})
const { id: snapshotId } = (await snapshot.json()) as { id: string }
const idFor = (path: string) =>
  path.startsWith('/api/staff/segments')
    ? segmentId
    : path.startsWith('/api/staff/shoppers')
      ? me.shopper.id
      : campaignId
const asks = (path: string) =>
  path
    .replace('{id}', idFor(path))
    .replace('{kind}', 'entry_approved')
    .replace('{drawId}', 'any')
    .replace('{snapshotId}', snapshotId) + (path.endsWith('coupons') ? '?code=1&' : '?')

describe('every list', () => {
  test('is there to be looked at', () => {
    expect(lists.length).toBeGreaterThan(13)
  })

  test('is one of its own: none is answered whole within something else', () => {
    const found = reads.flatMap(({ path, get }) =>
      rowsIn(get.responses[200]?.content?.['application/json']?.schema).map((at) => `${path} ${at}`),
    )
    // What one product was and where it stands, what one person is called, and the first of an order: few, shown together.
    expect(found.filter((at) => !at.endsWith(' items')).toSorted()).toEqual([
      '/api/staff/insight/first-baskets goods',
      '/api/staff/products/{id} merged',
      '/api/staff/products/{id} usedIn',
      '/api/staff/shoppers/{id} tags',
    ])
  })

  test('answers { items, next }, and takes a cursor and a length', () => {
    for (const list of lists) {
      expect(Object.keys(answerOf(list)), list.path).toEqual(expect.arrayContaining(['items', 'next']))
      const taken = list.get.parameters?.map(({ name }) => name)
      expect(taken, list.path).toEqual(expect.arrayContaining(['after', 'limit']))
    }
  })

  test.each(lists.map(({ path }) => path))('refuses a cursor that it has not given out: %s', async (path) => {
    const as = path.startsWith('/api/staff') ? owner.token : me.token
    const cursors = ['x', 'W10', Buffer.from('["9999999999999999999","x"]').toString('base64url'), 'é']
    for (const cursor of cursors) {
      const answer = await api.call('GET', `${asks(path)}after=${encodeURIComponent(cursor)}`, { as })
      expect([answer.status, ((await answer.json()) as { kind: string }).kind]).toEqual([
        400,
        'invalid_request',
      ])
    }
    expect((await api.call('GET', `${asks(path)}limit=1`, { as })).status).toBe(200)
  })
})

describe('a list that can be put in order', () => {
  const post = (path: string, json: object) => api.call('POST', path, { as: owner.token, json })
  const ofDocument = lists.flatMap(({ path, get }) => {
    const sort = get.parameters?.find(({ name }) => name === 'sort')?.schema.enum
    return sort && path.startsWith('/api/staff') ? [{ path, sort }] : []
  })
  beforeAll(async () => {
    const words = { ja: '言葉', en: 'Words' }
    for (const [n, name] of ['ほうじ茶', '緑茶', '烏龍茶', '緑茶'].entries()) {
      await post('/api/staff/campaigns', { slug: `sorted-${n}`, rules: n === 2 ? {} : { name } })
      await post('/api/staff/products', { name, price_yen: n === 0 ? null : 100 + (n % 2), category: name })
      await post('/api/staff/stores', { name, phones: [`03-0000-000${n}`] })
      const terms = { name: { ja: name, en: name }, words, cost_points: 10 * (n % 2) + 10, couponDays: 7 }
      await post('/api/staff/rewards', { kind: 'till_code', terms: { ...terms, stock: n === 1 ? null : n } })
    }
    const shopper = await logInShopper(api)
    for (let n = 0; n < 3; n++) await post('/api/staff/labels', { name: `印${n}` })
    for (let n = 0; n < 3; n++)
      await api.db`
        insert into outbox_message (account_id, shopper_id, natural_key, purpose, messages, state, reason, not_before, created_at, stopped_at)
        values (${api.account.id}, ${shopper.shopper.id}, ${`sorted ${n}`}, 'result', '[{"type":"text","text":"x"}]', 'held',
          ${n ? 'unsure' : 'quota'}, ${api.ports.now()}, ${api.ports.now()}, ${api.ports.now()})`
  })

  test.each(ofDocument)('meets each row once in each of its orders: $path', async ({ path, sort }) => {
    const whole = await walk(path, owner.token, { limit: '200' })
    expect(whole.length).toBeGreaterThan(2)
    const all = whole.map(({ id }) => id).toSorted()
    for (const by of sort) {
      const met = (await walk(path, owner.token, { sort: by })).map(({ id }) => id)
      expect(met.toSorted(), by).toEqual(all)
      const back = by.startsWith('-') ? by.slice(1) : `-${by}`
      expect((await walk(path, owner.token, { sort: back, limit: '2' })).map(({ id }) => id)).toEqual(
        met.toReversed(),
      )
    }
  })

  test('does not go on in another order, and knows no other', async () => {
    const first = await api.call('GET', '/api/staff/stores?limit=1&sort=name', { as: owner.token })
    const { next } = (await first.json()) as { next: string }
    for (const query of [`sort=made&after=${next}`, `sort=-name&after=${next}`, 'sort=id;', 'sort=__proto__'])
      expect((await api.call('GET', `/api/staff/stores?${query}`, { as: owner.token })).status).toBe(400)
  })
})

test('entries and points are walked to their ends, one at a time', async () => {
  const shopper = await logInShopper(api)
  const ids: string[] = []
  for (let n = 0; n < 3; n++) ids.unshift((await enterAndSettle(api, shopper, makeNewReading())).id)
  expect((await walk('/api/entries', shopper.token)).map(({ id }) => id)).toEqual(ids)
  expect((await walk('/api/points/history', shopper.token)).map(({ entryId }) => entryId)).toEqual(ids)
})

/** Where a schema has a list of rows: of what is told apart by ids. */
function rowsIn(schema: Schema | undefined, at: readonly string[] = []): string[] {
  if (!schema) return []
  const { anyOf = [], properties = {}, items } = schema
  const isRow = Object.values(items?.properties ?? {}).some((each) =>
    [each, ...(each.anyOf ?? [])].some(({ format }) => format === 'uuid'),
  )
  return [
    ...(isRow ? [at.join('.')] : []),
    ...[...anyOf, items].flatMap((each) => rowsIn(each, at)),
    ...Object.entries(properties).flatMap(([name, each]) => rowsIn(each, [...at, name])),
  ]
}

async function walk(path: string, as: string, asked: Record<string, string> = {}) {
  const met: { id: string; entryId?: string }[] = []
  const query = { limit: '1', ...asked }
  for (let next: string | null = ''; next !== null;) {
    const params = new URLSearchParams({ ...query, ...(next && { after: next }) })
    const answer = await api.call('GET', `${path}?${params}`, { as })
    const page = (await answer.json()) as { items: typeof met; next: string | null }
    expect(page.items.length).toBeLessThan(Number(query.limit) + 1)
    met.push(...page.items)
    next = page.next
  }
  return met
}
