import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { idTokenOf, logInStaff, logInStoreStaff, meetPerson } from '../../../tests/support/act-in-line.ts'
import { makeAccount, makeLineUserId, makeStaff } from '../../../tests/support/make-people.ts'
import { makeStore } from '../../../tests/support/make-store.ts'
import { startApi } from '../../../tests/support/start-api.ts'

const api = await startApi()
afterAll(() => api[Symbol.asyncDispose]())

let owner: Awaited<ReturnType<typeof logInStaff>>
let manager: Awaited<ReturnType<typeof logInStaff>>
beforeAll(async () => {
  owner = await logInStaff(api, 'owner')
  manager = await logInStaff(api, 'manager')
})

const invite = (json: object) => api.call('POST', '/api/staff/members', { as: owner.token, json })
const change = (id: string, json: object, as = owner.token) =>
  api.call('PUT', `/api/staff/members/${id}`, { as, json })
const kindOf = async (answer: Response) => [answer.status, ((await answer.json()) as { kind: string }).kind]
const auditOf = (subject: string) => api.db`
  select staff_id, act, before, after from audit_event where subject = ${subject} order by seq`
const logIn = async (lineUserId: string) =>
  api.call('POST', '/api/staff/session', { json: { idToken: await idTokenOf(api, lineUserId) } })

describe('an owner', () => {
  test('invites a person by the id that the console shows them; then they can log in', async () => {
    const { userId: lineUserId } = await meetPerson(api)
    expect((await logIn(lineUserId)).status).toBe(403)
    const store = await makeStore(api.db, api.account.id)
    const person = { lineUserId, displayName: '小川あおい', role: 'reviewer', storeIds: [store.id] }
    const answer = await invite(person)
    expect(answer.status).toBe(201)
    const member = (await answer.json()) as { id: string }
    const rights = { role: 'reviewer', storeIds: [store.id], active: true }
    expect(member).toEqual({ id: member.id, displayName: '小川あおい', ...rights })
    expect(await (await logIn(lineUserId)).json()).toMatchObject({ staff: { role: 'reviewer' } })
    expect(await auditOf(`staff:${member.id}`)).toEqual([
      { staffId: owner.member.id, act: 'member.invite', before: null, after: rights },
    ])
    expect(await kindOf(await invite(person))).toEqual([409, 'staff_member_exists'])
  })

  test('changes role and stores, and what was before and after is on record', async () => {
    const { member, token } = await logInStaff(api, 'reviewer')
    const store = await makeStore(api.db, api.account.id)
    const before = { role: 'reviewer', storeIds: null, active: true }
    const after = { role: 'viewer', storeIds: [store.id], active: true }
    expect(await (await change(member.id, after)).json()).toMatchObject(after)
    const me = await api.call('GET', '/api/staff/me', { as: token })
    expect(await me.json()).toMatchObject({ role: 'viewer', storeIds: [store.id] })
    await change(member.id, before)
    expect(await auditOf(`staff:${member.id}`)).toEqual([
      { staffId: owner.member.id, act: 'member.change', before, after },
      { staffId: owner.member.id, act: 'member.change', before: after, after: before },
    ])
  })

  test('ends a membership: the person is out at once and stays out, and keeps their name', async () => {
    const { member, token } = await logInStaff(api, 'reviewer')
    const rights = { role: 'reviewer', storeIds: null }
    await change(member.id, { ...rights, active: false })
    expect((await api.call('GET', '/api/staff/me', { as: token })).status).toBe(401)
    expect(await kindOf(await logIn(member.lineUserId))).toEqual([403, 'forbidden'])
    const list = await api.call('GET', '/api/staff/members', { as: manager.token })
    const { items: members } = (await list.json()) as { items: { id: string; active: boolean }[] }
    expect(members.find(({ id }) => id === member.id)).toMatchObject({ active: false })
    await change(member.id, { ...rights, active: true })
    expect((await logIn(member.lineUserId)).status).toBe(200)
  })

  test.each([
    ['a person without a role', { role: undefined }],
    ['an id that is none of LINE’s', { lineUserId: 'mika' }],
    ['no store at all, which is not the same as all stores', { storeIds: [] }],
    ['an owner of one store', { role: 'owner', storeIds: [randomUUID()] }],
  ])('is stopped at %s', async (_what, given) => {
    const person = { lineUserId: makeLineUserId(), displayName: '森', role: 'viewer', storeIds: null }
    expect(await kindOf(await invite({ ...person, ...given }))).toEqual([400, 'invalid_request'])
  })

  test('binds nobody to a store of nobody, or of another account', async () => {
    const elsewhere = await makeStore(api.db, (await makeAccount(api.db)).id)
    const { member } = await logInStaff(api, 'viewer')
    for (const storeId of [randomUUID(), elsewhere.id]) {
      const answer = await change(member.id, { role: 'viewer', storeIds: [storeId], active: true })
      expect(await kindOf(answer)).toEqual([422, 'store_unknown'])
    }
    expect(await auditOf(`staff:${member.id}`)).toEqual([])
  })

  test('does not reach into another account', async () => {
    const foreign = await makeStaff(api.db, (await makeAccount(api.db)).id)
    const answer = await change(foreign.id, { role: 'owner', storeIds: null, active: true })
    expect(answer.status).toBe(404)
  })
})

describe('an account always has an owner', () => {
  test('who neither steps down nor leaves while alone', async () => {
    await using quiet = await startApi()
    const alone = await logInStaff(quiet, 'owner')
    const set = (json: object) =>
      quiet.call('PUT', `/api/staff/members/${alone.member.id}`, { as: alone.token, json })
    for (const rights of [
      { role: 'manager', active: true },
      { role: 'owner', active: false },
    ])
      expect(await kindOf(await set({ ...rights, storeIds: null }))).toEqual([409, 'last_owner'])
    await logInStaff(quiet, 'owner')
    expect((await set({ role: 'manager', active: true, storeIds: null })).status).toBe(200)
  })

  test('however many demote each other at the same moment', async () => {
    await using quiet = await startApi()
    const owners: Awaited<ReturnType<typeof logInStaff>>[] = []
    for (let i = 0; i < 6; i++) owners.push(await logInStaff(quiet, 'owner'))
    const demoted = await Promise.all(
      owners.map((by, i) =>
        quiet.call('PUT', `/api/staff/members/${owners[(i + 1) % 6]!.member.id}`, {
          as: by.token,
          json: { role: 'viewer', storeIds: null, active: true },
        }),
      ),
    )
    expect(demoted.filter(({ status }) => status === 200).length).toBeGreaterThan(0)
    expect(demoted.map(({ status }) => status).filter((status) => status >= 500)).toEqual([])
    const left = await quiet.db`select 1 from staff where role = 'owner' and active`
    expect(left.length).toBeGreaterThanOrEqual(1)
  })
})

describe('a manager', () => {
  const add = (json: object) => api.call('POST', '/api/staff/stores', { as: manager.token, json })

  test('adds a store and changes it; both are on record', async () => {
    const given = {
      name: 'ソラマメマート 南里店',
      registrationNumbers: ['T2775466381620'],
      phones: ['092-040-9108'],
    }
    const added = await add(given)
    expect(added.status).toBe(201)
    const { id, ...store } = (await added.json()) as { id: string }
    expect(store).toEqual({ ...given, names: [], active: true })
    const patch = { names: ['ソラマメ南里'], active: false }
    const changed = await api.call('PATCH', `/api/staff/stores/${id}`, { as: manager.token, json: patch })
    expect(await changed.json()).toEqual({ id, ...store, ...patch })
    expect(await auditOf(`store:${id}`)).toEqual([
      { staffId: manager.member.id, act: 'store.add', before: null, after: store },
      { staffId: manager.member.id, act: 'store.change', before: store, after: { ...store, ...patch } },
    ])
    const list = await api.call('GET', '/api/staff/stores', { as: manager.token })
    expect(await list.json()).toMatchObject({ items: expect.arrayContaining([{ id, ...store, ...patch }]) })
  })

  test.each([
    ['no name', { phones: ['03-0000-0000'] }],
    ['half a phone number', { name: '半分', phones: ['0000'] }],
    ['a T-number of twelve digits', { name: '十二', registrationNumbers: ['T277546638162'] }],
  ])('is stopped at %s', async (_what, json) => {
    expect(await kindOf(await add(json))).toEqual([400, 'invalid_request'])
  })

  test('is stopped at a second store of one name, and at a store that is not there', async () => {
    const store = await makeStore(api.db, api.account.id)
    expect(await kindOf(await add({ name: store.name }))).toEqual([409, 'store_name_taken'])
    const foreign = await makeStore(api.db, (await makeAccount(api.db)).id)
    for (const id of [randomUUID(), foreign.id]) {
      const answer = await api.call('PATCH', `/api/staff/stores/${id}`, {
        as: manager.token,
        json: { names: [] },
      })
      expect(answer.status).toBe(404)
    }
  })

  test('of one store is not one of the account', async () => {
    const store = await makeStore(api.db, api.account.id)
    const bound = await logInStoreStaff(api, 'manager', [store.id])
    for (const path of ['/api/staff/members', '/api/staff/audit', '/api/staff/jobs/buried'])
      expect(await kindOf(await api.call('GET', path, { as: bound.token })), path).toEqual([403, 'forbidden'])
  })
})
