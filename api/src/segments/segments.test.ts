import { accesses } from '@tamaru/db'
import { CONDITION_KINDS } from '@tamaru/domain'
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  answerConsent,
  logInShopper,
  logInStaff,
  logInWithRights,
  meetPerson,
  type LoggedIn,
} from '../../../tests/support/act-in-line.ts'
import { enterAndSettle, makeNewReading } from '../../../tests/support/enter-receipt.ts'
import { makeItem } from '../../../tests/support/make-reading.ts'
import { makeStore } from '../../../tests/support/make-store.ts'
import { productOf } from '../../../tests/support/product-of.ts'
import { startApi } from '../../../tests/support/start-api.ts'
import { keepFacts } from '../customers/keep-facts.ts'
import type { CloserView } from './look-closer.ts'
import type { MoveList } from './move-view.ts'
import type { SnapshotList, SnapshotView } from './snapshot-routes.ts'
import type { CountView, SegmentDetail, WhyView } from './segment-view.ts'
import type { z } from 'zod'

type Closer = z.infer<typeof CountView> & Partial<z.infer<typeof CloserView>>

const api = await startApi()
afterAll(() => api[Symbol.asyncDispose]())
const { db, account } = api
const PATH = '/api/staff/segments'

let manager: string
let [hana, taro] = [] as unknown as [LoggedIn, LoggedIn]
let greenTea: string
const friends = { kind: 'friend', is: true }

const ask = async <T>(method: string, path: string, json?: object, as = manager) => {
  const answer = await api.call(method, path, { as, json })
  return { status: answer.status, body: (await answer.json()) as T & { kind?: string; note?: string } }
}
const count = async (rule: unknown) =>
  (await ask<z.infer<typeof CountView>>('POST', `${PATH}/count`, { rule })).body
const save = async (name: string, rule: object) =>
  (await ask<z.infer<typeof SegmentDetail>>('POST', PATH, { name, rule })).body
const bought = () => ({ kind: 'bought', products: [greenTea] })

const befriend = async ({ userId }: LoggedIn) => {
  const event = {
    type: 'follow',
    mode: 'active',
    follow: { isUnblocked: false },
    webhookEventId: randomUUID(),
  }
  const from = { timestamp: api.ports.now().getTime(), source: { type: 'user', userId } }
  await api.control('/webhooks', {
    events: [{ ...event, ...from, deliveryContext: { isRedelivery: false } }],
  })
  await api.workJobs()
}

beforeAll(async () => {
  manager = (await logInStaff(api, 'manager')).token
  greenTea = await productOf(db, api.campaign, 'green-tea')
  hana = await logInShopper(api, await meetPerson(api, { displayName: '夜桜はな' }))
  taro = await logInShopper(api, await meetPerson(api, { displayName: '夜桜たろう' }))
  await answerConsent(api, hana, true, 'analysis')
  await befriend(hana)
  for (const who of [hana, taro])
    await enterAndSettle(
      api,
      who,
      makeNewReading({ items: [makeItem('ミナト 緑茶 500ml', { quantity: 3 })] }),
    )
})

describe('a count', () => {
  test('is of this moment, and says the rule; who did not agree to the look at their purchases is not in it', async () => {
    expect(await count(bought())).toEqual({
      ...{ count: 1, smallestLift: null, computedAt: expect.any(String), faults: [] },
      names: [{ of: 'product', id: greenTea, name: 'ミナト 緑茶 500ml' }],
      sentence: { ja: '「ミナト 緑茶 500ml」を買った人', en: 'Who bought “ミナト 緑茶 500ml”' },
    })
    await answerConsent(api, hana, false, 'analysis')
    expect(await count(bought())).toMatchObject({ count: 0 })
    expect(await count({ none: [bought()] })).toMatchObject({ count: 0 })
    await answerConsent(api, hana, true, 'analysis')
    expect(await count(bought())).toMatchObject({ count: 1 })
  })

  test('of what cannot be read is nobody, by a name and in words', async () => {
    expect(await count({ none: [{ kind: 'astrology' }] })).toMatchObject({
      ...{ count: 0, sentence: null },
      faults: [{ fault: 'kind_unknown', of: 'astrology', words: { ja: 'この種類の条件はまだありません' } }],
    })
  })
})

describe('a segment', () => {
  test('is saved, shown with its count, changed and archived, but not while another names it', async () => {
    const made = await save('友だち', friends)
    expect(made).toMatchObject({ name: '友だち', rule: friends, usedIn: [], archivedAt: null })
    expect(await ask('POST', PATH, { name: '友だち', rule: friends })).toMatchObject({
      ...{ status: 409, body: { kind: 'segment_name_taken' } },
    })
    const other = await save('買った友だち', { all: [{ kind: 'segment', segment: made.id }, bought()] })
    expect(other.count).toBe(1)
    const change = (id: string, json: object) => ask<typeof made>('PATCH', `${PATH}/${id}`, json)
    expect(await change(made.id, { archived: true })).toMatchObject({
      ...{ status: 409, body: { kind: 'segment_in_use', note: '買った友だち' } },
    })
    const ring = { kind: 'segment', segment: other.id }
    expect(await change(made.id, { rule: ring })).toMatchObject({
      ...{ status: 400, body: { kind: 'segment_rule_faulty' } },
    })
    expect((await change(other.id, { rule: bought() })).body.rule).toEqual(bought())
    expect((await change(made.id, { archived: true })).body.archivedAt).not.toBeNull()
    const { items } = (await ask<{ items: { name: string }[] }>('GET', PATH)).body
    expect(items.map(({ name }) => name)).toEqual(['買った友だち'])
  })

  test('lists its people, by names as far as somebody may see them, and says why each is in it', async () => {
    const { id } = await save('緑茶', { all: [bought(), { kind: 'receipts', atLeast: 1 }, friends] })
    const listed = async (as: string) =>
      (
        await ask<{ items: { shopperId: string; displayName: string }[] }>(
          'GET',
          `${PATH}/${id}/members`,
          undefined,
          as,
        )
      ).body.items
    expect(await listed(manager)).toMatchObject([
      { shopperId: hana.shopper.id, displayName: '夜桜はな', receipts: 1, analysis: true, friend: true },
    ])
    const nameless = (await logInWithRights(api, 'see')).token
    expect(await listed(nameless)).toMatchObject([{ displayName: '夜＊＊' }])

    // Its members are found, and one comes by what happens.
    await keepFacts(api.ports)
    await keepFacts(api.ports)
    await answerConsent(api, hana, false, 'analysis')
    await keepFacts(api.ports)
    await answerConsent(api, hana, true, 'analysis')
    await keepFacts(api.ports)
    const moved = await ask<z.infer<typeof MoveList>>(
      'GET',
      `${PATH}/${id}/moves?limit=2`,
      undefined,
      nameless,
    )
    const byConsent = { shopperId: hana.shopper.id, displayName: '夜＊＊', cause: 'happening', version: 1 }
    expect(moved.body).toMatchObject({
      items: [
        { ...byConsent, way: 'entered', happening: { kind: 'consent_given' } },
        { ...byConsent, way: 'left', happening: { kind: 'consent_withdrawn' } },
      ],
      next: expect.any(String),
    })
    const shown = (await ask<z.infer<typeof SegmentDetail>>('GET', `${PATH}/${id}`)).body
    const changes = { entered: 2, left: 1 }
    expect(shown).toMatchObject({
      ...{ count: 1, version: 1, isKept: true },
      membership: { count: 1, day: changes, week: changes, month: changes },
    })
    const rest = await ask<z.infer<typeof MoveList>>('GET', `${PATH}/${id}/moves?after=${moved.body.next}`)
    expect(rest.body).toMatchObject({
      items: [{ way: 'entered', cause: 'saved', happening: null }],
      next: null,
    })

    const why = async (who: LoggedIn) =>
      (await ask<z.infer<typeof WhyView>>('GET', `${PATH}/${id}/why/${who.shopper.id}`)).body
    expect(await why(hana)).toMatchObject({
      isIn: true,
      lastMove: { way: 'entered', happening: { kind: 'consent_given' } },
      parts: [
        { depth: 0, join: 'all', holds: true },
        { depth: 1, holds: true, facts: { products: [{ productId: greenTea, pieces: 3 }] } },
        { depth: 1, holds: true, facts: { receipts: 1 } },
        { depth: 1, holds: true, words: { ja: '友だちである' }, facts: { friend: true } },
      ],
    })
    const { items: seen } = await accesses.list(db, account.id, { shopperId: hana.shopper.id }, { limit: 3 })
    expect(seen.map(({ route, shopperIds }) => `${route} ${shopperIds.length}`)).toEqual([
      'GET /api/staff/segments/:id/why/:shopperId 1',
      'GET /api/staff/segments/:id/moves 1',
      'GET /api/staff/segments/:id/moves 1',
    ])
    expect(await why(taro)).toMatchObject({
      ...{ isIn: false, lastMove: null },
      analysis: false,
      parts: [{ holds: false }, {}, {}, {}],
    })
  })
})

describe('while a rule is edited', () => {
  test('some of its people say why, other segments what they share, and what it can show is said or why not', async () => {
    const { id } = await save('買った人', bought())
    await keepFacts(api.ports)
    const look = async (given: object) =>
      (await ask<Closer>('POST', `${PATH}/count`, { rule: { all: [bought(), friends] }, ...given })).body
    const also = ['why', 'overlap', 'smallestEffect', 'guards']
    const closer = await look({ also })
    expect(closer).toMatchObject({
      count: 1,
      why: [{ shopperId: hana.shopper.id, displayName: '夜＊＊', parts: [{ holds: true }, {}, {}] }],
      smallestEffect: { lift: null, purchaseRate: 1, reason: 'too_few_people' },
    })
    expect(closer.overlap).toContainEqual({ id, name: '買った人', both: 1, ofRule: 1, ofSegment: 1 })
    const guards = ({ guards }: Closer) => guards!.map(({ guard, of }) => `${guard} ${of ?? ''}`)
    expect(guards(closer)).toEqual(expect.arrayContaining(['under_floor ', 'nearly_equal 買った人']))
    expect(guards(await look({ also: ['guards'], segmentId: id }))).toContain('never_used ')
    expect(Object.keys(await look({}))).not.toContain('why')
    const { items } = await accesses.list(db, account.id, { shopperId: hana.shopper.id }, { limit: 1 })
    expect(items[0]!.route).toBe('POST /api/staff/segments/count')
  })

  test('the preview, the members and a snapshot are the same people, and the snapshot stays so', async () => {
    const { id } = await save('全員', { kind: 'points', atLeast: 0 })
    await keepFacts(api.ports)
    const idsOf = async (path: string) =>
      (await ask<{ items: { shopperId: string }[] }>('GET', `${PATH}/${id}/${path}`)).body.items
        .map(({ shopperId }) => shopperId)
        .sort()
    const freeze = () =>
      ask<z.infer<typeof SnapshotView>>('POST', `${PATH}/${id}/snapshots`, { purpose: '冬の案内' })
    const { status, body: taken } = await freeze()
    expect([status, taken]).toMatchObject([201, { segmentId: id, version: 1, purpose: '冬の案内', count: 2 }])
    const people = [hana.shopper.id, taro.shopper.id].sort()
    expect((await count({ kind: 'points', atLeast: 0 })).count).toBe(people.length)
    expect(await idsOf('members')).toEqual(people)
    expect((await ask<z.infer<typeof SegmentDetail>>('GET', `${PATH}/${id}`)).body.membership.count).toBe(2)
    expect(await idsOf(`snapshots/${taken.id}/members`)).toEqual(people)

    const jiro = await logInShopper(api)
    expect(await idsOf('members')).toHaveLength(3)
    expect(await idsOf(`snapshots/${taken.id}/members`)).toEqual(people)
    for (const change of [
      db`delete from snapshot_member where snapshot_id = ${taken.id}`,
      db`insert into snapshot_member values (${account.id}, ${taken.id}, ${jiro.shopper.id})`,
      db`update segment_snapshot set purpose = 'ほか' where id = ${taken.id}`,
    ])
      await expect(change).rejects.toMatchObject({ code: '23000' })
    const csv = (as: string) => api.call('GET', `${PATH}/${id}/snapshots/${taken.id}/members.csv`, { as })
    expect((await csv(manager)).status).toBe(403)
    const [head, ...lines] = (await (await csv((await logInStaff(api, 'owner')).token)).text()).split('\r\n')
    expect(head).toMatch(/^\uFEFF?ID,お名前$/)
    expect(lines.filter(Boolean).map((line) => line.split(',')[0])).toEqual(people)
    const [noted] = (await accesses.list(db, account.id, { shopperId: hana.shopper.id }, { limit: 1 })).items
    expect(noted).toMatchObject({
      route: 'GET /api/staff/segments/:id/snapshots/:snapshotId/members.csv',
      shopperIds: expect.arrayContaining(people) as unknown,
    })
    const elsewhere = `${PATH}/${(await save('ほか', friends)).id}/snapshots/${taken.id}/members`
    for (const path of [elsewhere, `${elsewhere}.csv`])
      expect((await api.call('GET', path, { as: (await logInStaff(api, 'owner')).token })).status).toBe(404)
    await freeze()
    const { items } = (await ask<z.infer<typeof SnapshotList>>('GET', `${PATH}/${id}/snapshots`)).body
    expect(items.map((each) => each.count)).toEqual([3, 2])
    await db`update segment set rule = '{"kind": "astrology"}' where id = ${id}`
    expect(await freeze()).toMatchObject({ status: 400, body: { kind: 'segment_rule_faulty' } })
    await db`update segment set archived_at = ${api.ports.now()} where id = ${id}`
    await db`update shopper set stopped_at = ${api.ports.now()} where id = ${jiro.shopper.id}`
  })
})

test('the API’s document has the shape of a rule: every kind of condition, and a tree that names itself', async () => {
  const document = (await (await api.call('GET', '/api/openapi.json')).json()) as {
    paths: Record<string, Record<string, { requestBody: object }>>
    components: { schemas: Record<string, { properties: object; oneOf: object[] }> }
  }
  const { SegmentRule, ...schemas } = document.components.schemas
  const itself = { $ref: '#/components/schemas/SegmentRule' }
  const conditions = CONDITION_KINDS.map((kind) => ({ $ref: `#/components/schemas/Condition_${kind}` }))
  const nodes = ['all', 'any', 'none'].map((join) =>
    expect.objectContaining({
      required: [join],
      properties: { [join]: expect.objectContaining({ items: itself }) },
    }),
  )
  expect(SegmentRule!.oneOf).toEqual([...conditions, ...nodes])
  for (const kind of CONDITION_KINDS)
    expect(schemas[`Condition_${kind}`]!.properties).toMatchObject({ kind: { const: kind } })
  const { requestBody } = document.paths[`${PATH}/count`]!.post!
  expect(JSON.stringify(requestBody)).toContain(JSON.stringify(itself))
})

describe('the people of the account', () => {
  test('are listed by what they bought, page by page, and each has a time line', async () => {
    const page = (query: string) =>
      ask<{ items: { shopperId: string }[]; next: string | null }>('GET', `/api/staff/shoppers?${query}`)
    const first = (await page('order=receipts&limit=1')).body
    expect(first.items).toMatchObject([{ shopperId: hana.shopper.id, receipts: 1 }])
    const second = (await page(`order=receipts&limit=1&after=${first.next}`)).body
    expect(second).toMatchObject({ items: [{ shopperId: taro.shopper.id, receipts: 0 }], next: null })

    const kindsOf = async (who: LoggedIn) => {
      const path = `/api/staff/shoppers/${who.shopper.id}/timeline`
      const { items } = (await ask<{ items: { kind: string }[] }>('GET', path)).body
      return items.map(({ kind }) => kind)
    }
    expect(await kindsOf(hana)).toEqual(
      expect.arrayContaining(['goods_bought', 'entry_approved', 'consent_given']),
    )
    expect(await kindsOf(taro)).not.toContain('goods_bought')
  })
})

describe('docs/segments.md', () => {
  const text = readFileSync(new URL('../../../docs/segments.md', import.meta.url), 'utf8')
  const examples = [...text.matchAll(/\n([^\n]+):\n\n```json\n([^]+?)```\n\n> ([^\n]+)/g)].map(
    ([, title, rule, sentence]) => ({ title: title!, rule: rule!, sentence: sentence! }),
  )
  let named: Record<string, string>
  beforeAll(async () => {
    const { person } = await logInStaff(api, 'owner')
    const [tag] = await db<{ id: string }[]>`
      insert into tag (account_id, name, owner_id, created_at)
      values (${account.id}, '興味/お茶', ${person.id}, ${api.ports.now()}) returning id`
    await db`update product set brand = 'ミナト', category = '飲料' where account_id = ${account.id}`
    const add = async (name: string, category: string) =>
      (await ask<{ id: string }>('POST', '/api/staff/products', { name, category })).body.id
    const snacks = await add('のり塩', '菓子')
    named = {
      緑茶: greenTea,
      麦茶: snacks,
      駅前店: (await makeStore(db, account.id, { name: '駅前店' })).id,
      '興味/お茶': tag!.id,
      友だち: (await save('友', friends)).id,
    }
  })

  test('names for each thing that users of such tools suffer the test that holds it', () => {
    const rows = [...text.matchAll(/^\| [^|]+ \| `([^`]+\.test\.ts)` \| ([^|]+) \|$/gm)]
    expect(rows).toHaveLength(13)
    for (const [, file, name] of rows)
      expect(readFileSync(new URL(`../../../${file!}`, import.meta.url), 'utf8'), file).toContain(
        name!.trim(),
      )
  })

  test('has ten examples', () => expect(examples).toHaveLength(10))

  test.each(examples)('$title', async ({ rule, sentence }) => {
    const counted = await count(JSON.parse(rule.replace(/<([^>]+)>/g, (_, name: string) => named[name]!)))
    expect(counted.faults).toEqual([])
    expect(counted.count).toBeLessThan(2)
    const names: Record<string, string> = { 'ミナト 緑茶 500ml': '緑茶', のり塩: '麦茶', 友: '友だち' }
    const said = counted.sentence!.ja.replace(
      /「([^」]+)」/g,
      (_, name: string) => `「${names[name] ?? name}」`,
    )
    expect(said).toBe(sentence)
  })
})
