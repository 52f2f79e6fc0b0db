import { staff, type stores } from '@tamaru/db'
import type { Rule } from '@tamaru/domain'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  answerConsent,
  logInShopper,
  logInStaff,
  logInStoreStaff,
  meetPerson,
  type LoggedIn,
} from '../../../tests/support/act-in-line.ts'
import { enterAndSettle, makeNewReading } from '../../../tests/support/enter-receipt.ts'
import { standing } from '../../../tests/support/make-people.ts'
import { makeStore } from '../../../tests/support/make-store.ts'
import { startApi } from '../../../tests/support/start-api.ts'

const api = await startApi()
afterAll(() => api[Symbol.asyncDispose]())

let mine: stores.Store
let theirs: stores.Store
let own: LoggedIn
let both: LoggedIn
let other: LoggedIn
let nowhere: LoggedIn
let waiting: LoggedIn
let token: string
let segmentId: string
let elsewhere: string

const EVERYBODY: Rule = { kind: 'receipts', atLeast: 1 }
const at = ({ phones }: stores.Store, doubtful = false) => {
  const reading = makeNewReading(doubtful ? { confidence: 0.4 } : {})
  return { ...reading, merchant: { ...reading.merchant, phone: phones[0]! } }
}
const meet = async (displayName: string) => {
  const who = await logInShopper(api, await meetPerson(api, { displayName }))
  await answerConsent(api, who, true, 'analysis')
  return who
}
const get = (path: string, as = token) => api.call('GET', `/api/staff/${path}`, { as })
const read = async <T>(path: string) => (await (await get(path)).json()) as T
const idsIn = async (path: string) =>
  (await read<{ items: { shopperId: string }[] }>(path)).items.map(({ shopperId }) => shopperId).sort()
const ownIds = () => [own, both].map(({ shopper }) => shopper.id).sort()
const strangers = () => [other, nowhere, waiting]

beforeAll(async () => {
  mine = await makeStore(api.db, api.account.id)
  theirs = await makeStore(api.db, api.account.id)
  own = await meet('うちの花')
  both = await meet('両方の樹')
  other = await meet('よその葉')
  nowhere = await meet('まだの澪')
  waiting = await meet('確認待ちの結')
  for (const [who, store] of [
    [own, mine],
    [both, mine],
    [other, theirs],
  ] as const)
    expect((await enterAndSettle(api, who, at(store))).state).toBe('approved')
  elsewhere = (await enterAndSettle(api, both, at(theirs))).id
  expect((await enterAndSettle(api, waiting, at(mine, true))).state).toBe('needs_review')
  const owner = await logInStaff(api, 'owner')
  const json = { name: 'レシートのある人', rule: EVERYBODY }
  const saved = await api.call('POST', '/api/staff/segments', { as: owner.token, json })
  segmentId = ((await saved.json()) as { id: string }).id
  const clerk = await logInStoreStaff(api, 'manager', [mine.id])
  token = clerk.token
  // A manager may not export: so that CSV is tried as well, this one has the right of their own.
  await staff.change(api.db, api.account.id, clerk.person.id, {
    ...standing('manager'),
    ...{ role: null, ownRights: ['see', 'names', 'export'], storeIds: [mine.id] },
  })
})

describe('staff who are bound to a store', () => {
  test('find their own shoppers in the list, in every order, and nobody else', async () => {
    for (const order of ['joined', 'receipts', 'spent', 'recent', 'nps'])
      expect(await idsIn(`shoppers?order=${order}`), order).toEqual(ownIds())
    const first = await read<{ items: object[]; next: string }>('shoppers?limit=1')
    const second = await read<{ items: object[]; next: null }>(`shoppers?limit=1&after=${first.next}`)
    expect([first.items.length, second.items.length, second.next]).toEqual([1, 1, null])
  })

  test('count and narrow no others, by whatever rule or segment', async () => {
    expect(await read('shopper-count')).toMatchObject({ people: 2 })
    const rules: Rule[] = [
      EVERYBODY,
      { none: [{ kind: 'receipts', atLeast: 99 }] },
      {
        any: [
          { kind: 'store', stores: [theirs.id] },
          { kind: 'store', stores: [mine.id] },
        ],
      },
    ]
    for (const rule of rules) {
      expect(await idsIn(`shoppers?rule=${encodeURIComponent(JSON.stringify(rule))}`)).toEqual(ownIds())
      const json = { rule, also: ['why', 'overlap', 'guards', 'smallestEffect'] }
      const counted = await api.call('POST', '/api/staff/segments/count', { as: token, json })
      const told = (await counted.json()) as { count: number }
      expect(told.count).toBe(2)
      // Nothing of the whole account beside it.
      expect(Object.keys(told)).not.toContain('why')
      expect(Object.keys(told)).not.toContain('overlap')
    }
    expect(await idsIn(`shoppers?segment=${segmentId}`)).toEqual(ownIds())
    expect(await idsIn(`segments/${segmentId}/members`)).toEqual(ownIds())
  })

  test('take their own away as CSV, and no others', async () => {
    const csv = await (await get('shoppers.csv')).text()
    for (const { shopper } of [own, both]) expect(csv).toContain(shopper.id)
    for (const { shopper } of strangers()) {
      expect(csv).not.toContain(shopper.id)
      expect(csv).not.toContain(shopper.displayName)
    }
  })

  test('open their own, and find that the others are not there', async () => {
    for (const path of ['', '/timeline', '/attributes']) {
      for (const { shopper } of [own, both])
        expect((await get(`shoppers/${shopper.id}${path}`)).status).toBe(200)
      for (const { shopper } of strangers())
        expect((await get(`shoppers/${shopper.id}${path}`)).status, path).toBe(404)
    }
    for (const { shopper } of [own, both])
      expect((await get(`segments/${segmentId}/why/${shopper.id}`)).status).toBe(200)
    for (const { shopper } of strangers())
      expect((await get(`segments/${segmentId}/why/${shopper.id}`)).status).toBe(404)
  })

  test('see in a time line nothing that came of receipts of other stores', async () => {
    const told = await (await get(`shoppers/${both.shopper.id}/timeline?limit=100`)).text()
    expect(told).toContain('entry_approved')
    expect(told).not.toContain(elsewhere)
  })

  test('are let into nothing that is of the whole account', async () => {
    const closed = [
      ...['insight/sales?by=good', 'insight/pairs', 'insight/switches', 'insight/first-baskets'],
      ...[`segments/${segmentId}`, `segments/${segmentId}/moves`, `segments/${segmentId}/snapshots`],
      ...['people?q=x', 'messages', 'audit', 'attributes'],
    ]
    for (const path of closed) expect((await get(path)).status, path).toBe(403)
    const json = { name: 'x', rule: EVERYBODY }
    expect((await api.call('POST', '/api/staff/segments', { as: token, json })).status).toBe(403)
  })
})

test('staff of the whole account see all of them', async () => {
  const { token: as } = await logInStaff(api, 'viewer')
  const answer = await get('shoppers?limit=100', as)
  const { items } = (await answer.json()) as { items: { shopperId: string }[] }
  expect(items).toHaveLength(5)
})
