import type { stores } from '@tamaru/db'
import { EntryState } from '@tamaru/domain'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { logInShopper, logInStaff, logInStoreStaff, meetPerson } from '../../../tests/support/act-in-line.ts'
import { daysAgo, enterAndSettle, makeNewReading } from '../../../tests/support/enter-receipt.ts'
import { makeAccount } from '../../../tests/support/make-people.ts'
import { makeStore } from '../../../tests/support/make-store.ts'
import { startApi } from '../../../tests/support/start-api.ts'

const api = await startApi()
afterAll(() => api[Symbol.asyncDispose]())

const at = (store: stores.Store | null, doubtful = false) => {
  const reading = makeNewReading(doubtful ? { confidence: 0.4, purchasedAt: `${daysAgo(2)}T09:15` } : {})
  return store ? { ...reading, merchant: { ...reading.merchant, phone: store.phones[0]! } } : reading
}

/** A shopper who bought at a store, once to everybody's content and once doubtfully, and said why they come. */
async function shopAt(store: stores.Store | null, name: string) {
  const who = await logInShopper(api, await meetPerson(api, { displayName: name }))
  const approved = await enterAndSettle(api, who, at(store))
  const waiting = await enterAndSettle(api, who, at(store, true))
  const survey = await api.call('GET', '/api/survey', { as: who.token })
  const { invitation } = (await survey.json()) as { invitation: { id: string } }
  const json = { score: 9, reason: `${name}の理由` }
  await api.call('POST', `/api/survey/${invitation.id}/answer`, { as: who.token, json })
  return { name, approved, waiting }
}
type Shopping = Awaited<ReturnType<typeof shopAt>>

let mine: stores.Store
let own: Shopping
let others: Shopping[]
let token: string
beforeAll(async () => {
  mine = await makeStore(api.db, api.account.id)
  const other = await makeStore(api.db, api.account.id)
  own = await shopAt(mine, '南里のはな')
  others = [await shopAt(other, '桜木のみか'), await shopAt(null, 'どこかのけん')]
  token = (await logInStoreStaff(api, 'reviewer', [mine.id])).token
})

const get = async (path: string, as = token) => (await api.call('GET', path, { as })).text()
const json = async (path: string, as = token) => JSON.parse(await get(path, as)) as Record<string, unknown>

describe('staff who are bound to a store', () => {
  test('see its entries, photos, figures and answers', async () => {
    expect(await get('/api/staff/entries')).toContain(own.waiting.id)
    expect(await get('/api/staff/entries?state=approved')).toContain(own.approved.id)
    expect(await json(`/api/staff/entries/${own.waiting.id}`)).toMatchObject({ state: 'needs_review' })
    expect((await api.call('GET', `/api/staff/entries/${own.approved.id}/photo`, { as: token })).status).toBe(
      200,
    )
    const told = await json('/api/staff/overview')
    const { counts, byDay } = told as { counts: object; byDay: object[] }
    expect(told).toMatchObject({ waiting: { workingDays: 0 } })
    expect(counts).toMatchObject({ approved: 1, needs_review: 1 })
    expect(byDay.at(-1)).toMatchObject({ entries: 2, approved: 1 })
    expect(await json('/api/staff/nps')).toMatchObject({ count: 1 })
    expect(await json('/api/staff/nps/answers')).toMatchObject({
      items: [{ reason: `${own.name}の理由` }],
    })
    expect(await json('/api/staff/stores')).toEqual({ items: [{ ...mine, labelIds: [] }], next: null })
    expect(await json('/api/staff/me')).toMatchObject({ storeIds: [mine.id] })
  })

  test('see nothing of what was bought elsewhere, by whichever route they ask', async () => {
    const { paths } = (await json('/api/openapi.json')) as { paths: Record<string, Record<string, object>> }
    const readable = Object.keys(paths).filter(
      (path) => path.startsWith('/api/staff') && 'get' in paths[path]!,
    )
    const asked = readable
      .flatMap((path) =>
        path.includes('{id}')
          ? others.flatMap(({ approved, waiting }) =>
              [approved, waiting].map(({ id }) => path.replace('{id}', id)),
            )
          : [path, ...EntryState.options.map((state) => `${path}?state=${state}`)],
      )
      .flatMap((path) => [path, `${path}${path.includes('?') ? '&' : '?'}limit=100`])
    const secrets = others.flatMap(({ name, approved, waiting }) => [name, approved.id, waiting.id])
    expect(asked.length).toBeGreaterThan(20)
    for (const path of asked) {
      // As slow as a person: whoever asks faster for so much is told to wait.
      api.clock.pass(1)
      const answer = await get(path)
      // The way back in a refusal may name what was asked for; nothing else may.
      for (const secret of secrets) expect(answer, path).not.toContain(secret)
    }
    for (const { approved, waiting } of others)
      for (const { id } of [approved, waiting])
        for (const rest of ['', '/photo'])
          expect((await api.call('GET', `/api/staff/entries/${id}${rest}`, { as: token })).status).toBe(404)
  })

  test('decide on its entries and on no others', async () => {
    const decide = (id: string) =>
      api.call('POST', `/api/staff/entries/${id}/decision`, {
        as: token,
        json: { outcome: 'rejected', reason: '日付が読み取れませんでした。' },
      })
    for (const { waiting } of others) {
      expect((await decide(waiting.id)).status).toBe(404)
      const [row] = await api.db`select state from entry where id = ${waiting.id}`
      expect(row).toEqual({ state: 'needs_review' })
    }
    expect(await (await decide(own.waiting.id)).json()).toMatchObject({ state: 'rejected' })
  })

  test('take back the credit of its entries and of no others', async () => {
    const { token: as } = await logInStoreStaff(api, 'manager', [mine.id])
    const revoke = (id: string) =>
      api.call('POST', `/api/staff/entries/${id}/revocation`, { as, json: { reason: '返品されました。' } })
    for (const { approved } of others) expect((await revoke(approved.id)).status).toBe(404)
    expect(await (await revoke(own.approved.id)).json()).toMatchObject({ state: 'revoked' })
  })
})

describe('an entry belongs to the store that its receipt names', () => {
  const storeOf = async (id: string) =>
    (await api.db<{ storeId: string | null }[]>`select store_id from entry where id = ${id}`)[0]!.storeId
  const manager = () => logInStaff(api, 'manager')

  test('from when it is settled, and none where no store is known', async () => {
    expect(await storeOf(own.approved.id)).toBe(mine.id)
    expect(await storeOf(others[1]!.approved.id)).toBe(null)
  })

  test('of its own account', async () => {
    const elsewhere = await makeAccount(api.db)
    const theirs = await makeStore(api.db, elsewhere.id)
    const who = await logInShopper(api)
    expect(await storeOf((await enterAndSettle(api, who, at(theirs))).id)).toBe(null)
  })

  test('also when the store is added while it waits', async () => {
    const who = await logInShopper(api)
    const reading = makeNewReading({ confidence: 0.4 })
    const { id } = await enterAndSettle(api, who, reading)
    const store = { name: '後からできた店', phones: [reading.merchant.phone] }
    const added = await api.call('POST', '/api/staff/stores', { as: (await manager()).token, json: store })
    expect(await storeOf(id)).toBe(((await added.json()) as stores.Store).id)
  })

  test('and stays there, though the store is closed; new receipts are nobody’s then', async () => {
    const { token: as } = await manager()
    const store = await makeStore(api.db, api.account.id)
    const who = await logInShopper(api)
    const before = await enterAndSettle(api, who, at(store))
    await api.call('PATCH', `/api/staff/stores/${store.id}`, { as, json: { active: false } })
    const after = await enterAndSettle(api, who, at(store))
    expect([await storeOf(before.id), await storeOf(after.id)]).toEqual([store.id, null])
  })

  test('which staff may tell by correcting the name', async () => {
    const store = await makeStore(api.db, api.account.id, { name: '若葉商店', phones: [] })
    const who = await logInShopper(api)
    const { id } = await enterAndSettle(api, who, at(null, true))
    const given = {
      outcome: 'approved',
      products: [{ productId: 'green-tea', quantity: 1 }],
      correction: { merchantName: '若葉商店' },
    }
    await api.call('POST', `/api/staff/entries/${id}/decision`, { as: (await manager()).token, json: given })
    expect(await storeOf(id)).toBe(store.id)
  })
})
