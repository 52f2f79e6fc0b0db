import { afterAll, describe, expect, test } from 'vitest'
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
  parameters?: { in: string; name: string }[]
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
const idFor = (path: string) =>
  path.startsWith('/api/staff/segments') ? segmentId : path.endsWith('timeline') ? me.shopper.id : campaignId
const asks = (path: string) =>
  path.replace('{id}', idFor(path)).replace('{kind}', 'entry_approved').replace('{drawId}', 'any') +
  (path.endsWith('coupons') ? '?code=1&' : '?')

describe('every list', () => {
  test('is there to be looked at', () => {
    expect(lists.length).toBeGreaterThan(13)
  })

  test('is one of its own: none is answered whole within something else', () => {
    const found = reads.flatMap(({ path, get }) =>
      rowsIn(get.responses[200]?.content?.['application/json']?.schema).map((at) => `${path} ${at}`),
    )
    const whole = found.filter((at) => !at.endsWith(' items'))
    // What one product was, and in which campaigns it stands: few, and shown together.
    expect(whole).toEqual(['/api/staff/products/{id} usedIn', '/api/staff/products/{id} merged'])
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

async function walk(path: string, as: string) {
  const met: { id: string; entryId?: string }[] = []
  for (let next: string | null = ''; next !== null;) {
    const answer = await api.call('GET', `${path}?limit=1${next && `&after=${next}`}`, { as })
    const page = (await answer.json()) as { items: typeof met; next: string | null }
    expect(page.items.length).toBeLessThan(2)
    met.push(...page.items)
    next = page.next
  }
  return met
}
