import { randomUUID } from 'node:crypto'
import { staff } from '@tamaru/db'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  idTokenOf,
  logInStaff,
  logInStoreStaff,
  logInWithRights,
  meetPerson,
} from '../../../tests/support/act-in-line.ts'
import { makeAccount, makeLineUserId, makeStaff, standing } from '../../../tests/support/make-people.ts'
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

const invite = (json: object) => api.call('POST', '/api/staff', { as: owner.token, json })
const change = (id: string, json: object, as = owner.token) =>
  api.call('PUT', `/api/staff/${id}`, { as, json })
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
    const invitation = { lineUserId, displayName: '小川あおい', role: 'reviewer', storeIds: [store.id] }
    const answer = await invite(invitation)
    expect(answer.status).toBe(201)
    const person = (await answer.json()) as { id: string }
    const { ownRights, ...stands } = { ...standing('reviewer'), storeIds: [store.id] }
    const rights = ['see', 'names', 'review']
    expect(person).toEqual({ id: person.id, displayName: '小川あおい', ...stands, rights })
    expect(await (await logIn(lineUserId)).json()).toMatchObject({ staff: { role: 'reviewer' } })
    expect(await auditOf(`staff:${person.id}`)).toEqual([
      { staffId: owner.person.id, act: 'staff.invite', before: null, after: { ...stands, ownRights } },
    ])
    expect(await kindOf(await invite(invitation))).toEqual([409, 'staff_exists'])
  })

  test('changes role and stores, and what was before and after is on record', async () => {
    const { person, token } = await logInStaff(api, 'reviewer')
    const store = await makeStore(api.db, api.account.id)
    const before = standing('reviewer')
    const after = { ...standing('viewer'), storeIds: [store.id] }
    expect(await (await change(person.id, after)).json()).toMatchObject({
      role: 'viewer',
      storeIds: [store.id],
    })
    const me = await api.call('GET', '/api/staff/me', { as: token })
    expect(await me.json()).toMatchObject({ role: 'viewer', storeIds: [store.id] })
    await change(person.id, before)
    expect(await auditOf(`staff:${person.id}`)).toEqual([
      { staffId: owner.person.id, act: 'staff.change', before, after },
      { staffId: owner.person.id, act: 'staff.change', before: after, after: before },
    ])
  })

  test('ends a membership: the person is out at once and stays out, and keeps their name', async () => {
    const { person, token } = await logInStaff(api, 'reviewer')
    const rights = { role: 'reviewer', storeIds: null }
    await change(person.id, { ...rights, active: false })
    expect((await api.call('GET', '/api/staff/me', { as: token })).status).toBe(401)
    expect(await kindOf(await logIn(person.lineUserId))).toEqual([403, 'forbidden'])
    const list = await api.call('GET', '/api/staff', { as: manager.token })
    const { items: members } = (await list.json()) as { items: { id: string; active: boolean }[] }
    expect(members.find(({ id }) => id === person.id)).toMatchObject({ active: false })
    await change(person.id, { ...rights, active: true })
    expect((await logIn(person.lineUserId)).status).toBe(200)
  })

  test.each([
    ['a person without a role', { role: undefined }],
    ['an id that is none of LINE’s', { lineUserId: 'mika' }],
    ['no store at all, which is not the same as all stores', { storeIds: [] }],
    ['an owner of one store', { role: 'owner', storeIds: [randomUUID()] }],
    ['settings of one store', { role: null, ownRights: ['see', 'settings'], storeIds: [randomUUID()] }],
    ['a role and rights beside it', { ownRights: ['see'] }],
    ['rights without sight', { role: null, ownRights: ['write'] }],
    ['a right that there is not', { role: null, ownRights: ['see', 'everything'] }],
  ])('is stopped at %s', async (_what, given) => {
    const person = { lineUserId: makeLineUserId(), displayName: '森', role: 'viewer', storeIds: null }
    expect(await kindOf(await invite({ ...person, ...given }))).toEqual([400, 'invalid_request'])
  })

  test('binds nobody to a store of nobody, or of another account', async () => {
    const elsewhere = await makeStore(api.db, (await makeAccount(api.db)).id)
    const { person } = await logInStaff(api, 'viewer')
    for (const storeId of [randomUUID(), elsewhere.id]) {
      const answer = await change(person.id, { role: 'viewer', storeIds: [storeId], active: true })
      expect(await kindOf(answer)).toEqual([422, 'store_unknown'])
    }
    expect(await auditOf(`staff:${person.id}`)).toEqual([])
  })

  test('does not reach into another account', async () => {
    const foreign = await makeStaff(api.db, (await makeAccount(api.db)).id)
    const answer = await change(foreign.id, { role: 'owner', storeIds: null, active: true })
    expect(answer.status).toBe(404)
  })
})

describe('rights of one’s own', () => {
  test('are given by whoever has them, and by nobody else', async () => {
    const { token, person: setter } = await logInWithRights(api, 'see', 'settings', 'write')
    const person = { lineUserId: makeLineUserId(), displayName: '森', storeIds: null }
    const give = (json: object, as = token) =>
      api.call('POST', '/api/staff', { as, json: { ...person, ...json } })
    expect(await kindOf(await give({ role: 'owner' }))).toEqual([403, 'forbidden'])
    expect(await kindOf(await give({ ownRights: ['see', 'points'] }))).toEqual([403, 'forbidden'])
    const own = { ...standing('viewer'), role: null, ownRights: ['see', 'points'] }
    expect(await kindOf(await change(setter.id, own, token))).toEqual([403, 'forbidden'])
    const given = await give({ ownRights: ['see', 'write'] })
    expect(await given.json()).toMatchObject({ role: null, rights: ['see', 'write'] })
  })

  test('are taken by nobody who could not give them', async () => {
    const { token } = await logInWithRights(api, 'see', 'settings')
    const { person: reviewer } = await logInStaff(api, 'reviewer')
    const viewing = { ...standing('viewer'), role: null, ownRights: ['see'] }
    for (const taken of [viewing, { ...viewing, active: false }])
      expect(await kindOf(await change(reviewer.id, taken, token))).toEqual([403, 'forbidden'])
    expect(await auditOf(`staff:${reviewer.id}`)).toEqual([])
    const { person: equal } = await logInWithRights(api, 'see', 'settings')
    expect((await change(equal.id, viewing, token)).status).toBe(200)
    expect((await change(reviewer.id, viewing)).status).toBe(200)
  })

  test('are given for no longer than they are held: nobody lifts their own last day', async () => {
    const { token, person: setter } = await logInStaff(api, 'owner')
    const own = { ...standing('owner'), lastDay: '2099-12-24' }
    await staff.change(api.db, api.account.id, setter.id, own)
    for (const lastDay of [null, '2099-12-25'])
      expect(await kindOf(await change(setter.id, { ...own, lastDay }, token))).toEqual([403, 'forbidden'])
    const other = { lineUserId: makeLineUserId(), displayName: '森', storeIds: null, role: 'viewer' }
    const invited = (lastDay: string | null) =>
      api.call('POST', '/api/staff', { as: token, json: { ...other, lastDay } })
    expect(await kindOf(await invited(null))).toEqual([403, 'forbidden'])
    expect((await invited('2099-12-24')).status).toBe(201)
  })

  test('end after their last day, by the clock that is handed in', async () => {
    await using quiet = await startApi()
    quiet.clock.at = new Date('2026-12-24T14:00:00Z')
    const { token, person } = await logInStaff(quiet, 'reviewer')
    const lastDay = '2026-12-24'
    await staff.change(quiet.db, quiet.account.id, person.id, { ...standing('reviewer'), lastDay })
    const me = async () => (await quiet.call('GET', '/api/staff/me', { as: token })).status
    quiet.clock.at = new Date('2026-12-24T14:59:59Z')
    expect(await me()).toBe(200)
    quiet.clock.at = new Date('2026-12-24T15:00:00Z')
    expect(await me()).toBe(401)
    const idToken = await idTokenOf(quiet, person.lineUserId)
    const knocked = await quiet.call('POST', '/api/staff/session', { json: { idToken } })
    expect(await kindOf(knocked)).toEqual([403, 'forbidden'])
  })
})

describe('an account always has somebody with the settings', () => {
  test('who neither steps down nor leaves while alone', async () => {
    await using quiet = await startApi()
    const alone = await logInStaff(quiet, 'owner')
    const set = (json: object) =>
      quiet.call('PUT', `/api/staff/${alone.person.id}`, { as: alone.token, json })
    for (const rights of [
      { role: 'manager', active: true },
      { role: 'owner', active: false },
      { role: 'owner', active: true, lastDay: '2030-01-01' },
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
        quiet.call('PUT', `/api/staff/${owners[(i + 1) % 6]!.person.id}`, {
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
      { staffId: manager.person.id, act: 'store.add', before: null, after: store },
      { staffId: manager.person.id, act: 'store.change', before: store, after: { ...store, ...patch } },
    ])
    const list = await api.call('GET', '/api/staff/stores', { as: manager.token })
    expect(await list.json()).toMatchObject({
      items: expect.arrayContaining([{ id, ...store, ...patch, labelIds: [] }]),
    })
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
    for (const path of ['/api/staff', '/api/staff/audit', '/api/staff/jobs/buried'])
      expect(await kindOf(await api.call('GET', path, { as: bound.token })), path).toEqual([403, 'forbidden'])
  })
})
