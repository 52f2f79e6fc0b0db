import { normaliseContact } from '@tamaru/domain'
import { createHash, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { logInShopper, logInStaff, type LoggedIn } from '../../../tests/support/act-in-line.ts'
import { startApi } from '../../../tests/support/start-api.ts'
import { forgetOld } from '../retention/forget-old.ts'

const api = await startApi()
afterAll(() => api[Symbol.asyncDispose]())

const sha = (kind: 'email' | 'phone' | 'member', written: string) =>
  createHash('sha256').update(normaliseContact(kind, written)!).digest('hex')
const declared = { list: 'buyers', origin: '自社ECの購入者', consent: '会員規約第5条' }
let owner: string
let [hana, taro] = [] as unknown as [LoggedIn, LoggedIn]

interface Detail {
  id: string
  people: number
  matched: number
  waiting: number
  usedIn: string[]
  kind?: string
}
const call = async (method: string, path: string, json?: object) => {
  const answer = await api.call(method, path, { as: owner, json })
  return { status: answer.status, body: (await answer.json().catch(() => ({}))) as Detail }
}
const upload = (people: object[], given: object = {}) =>
  call('POST', '/api/staff/audiences', { name: randomUUID(), ...declared, people, ...given })
const show = async (id: string) => (await call('GET', `/api/staff/audiences/${id}`)).body
const tell = (who: LoggedIn, kind: string, value: string) =>
  call('PUT', `/api/staff/shoppers/${who.shopper.id}/contacts/${kind}`, { value, origin: '会員登録' })
const countOf = async (rule: object) => {
  const { body } = await call('POST', '/api/staff/segments/count', { rule })
  return body as unknown as { count: number; sentence: { ja: string } | null; faults: { fault: string }[] }
}
/** The hashes that wait, of all lists. */
const waiting = () => api.db<{ hash: string }[]>`select encode(keyed_hash, 'hex') as hash from audience_hash`

beforeAll(async () => {
  owner = (await logInStaff(api, 'owner')).token
  hana = await logInShopper(api)
  taro = await logInShopper(api)
  await tell(hana, 'phone', '090-1111-2222')
  await tell(hana, 'email', 'hana@example.jp')
})

describe('an uploaded list', () => {
  test('finds whose number or address is held, and waits for the others', async () => {
    const people = [
      { phone: sha('phone', '０９０ー１１１１ー２２２２'), email: sha('email', 'other@example.jp') },
      { email: sha('email', 'Hana@example.jp') },
      { phone: sha('phone', '090-3333-4444') },
      { member: sha('member', 'MN-7'), email: sha('email', 'nana@example.jp') },
    ]
    const { status, body } = await upload(people)
    expect([status, body]).toMatchObject([201, { people: 4, matched: 1, waiting: 2, usedIn: [] }])
  })

  test('lies here neither as it is nor as it was sent: not even its SHA-256', async () => {
    const sent = sha('phone', '090-3333-4444')
    const tables = await api.db<{ name: string }[]>`
      select table_name as name from information_schema.tables
      where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`
    for (const { name } of tables)
      expect(await api.db`select 1 from ${api.db(name)} t where t::text like ${`%${sent}%`}`, name).toEqual(
        [],
      )
    expect(JSON.stringify(api.logs)).not.toContain(sent)
    expect(await waiting()).toHaveLength(3)
  })

  test('finds who comes to be held, and lets all hashes of theirs go', async () => {
    const id = (await upload([{ member: sha('member', 'MN-8'), email: sha('email', 'taro@example.jp') }]))
      .body.id
    const isIn = { kind: 'audience', audience: id, is: true }
    expect((await countOf(isIn)).count).toBe(0)
    const before = (await waiting()).length
    await tell(taro, 'member', 'ｍｎ８')
    expect(await show(id)).toMatchObject({ matched: 1, waiting: 0 })
    expect((await waiting()).length).toBe(before - 2)
    expect(await countOf(isIn)).toMatchObject({
      count: 1,
      sentence: { ja: expect.stringContaining('入っている人') },
    })
  })

  test('is refused without what is declared, with what is no hash, and by a name that another has', async () => {
    const people = [{ phone: sha('phone', '090-1111-2222') }]
    for (const given of [
      { origin: ' ' },
      { consent: '' },
      { people: [] },
      { people: [{}] },
      { people: [{ phone: '090-1111-2222' }] },
      { people: [{ phone: sha('phone', '090-1111-2222').toUpperCase() }] },
      { list: 'friends' },
    ])
      expect((await upload(people, given)).status, JSON.stringify(given)).toBe(400)
    await upload(people, { name: '冬の購入者' })
    const again = await upload(people, { name: '冬の購入者' })
    expect([again.status, again.body.kind]).toEqual([409, 'audience_name_taken'])
  })
})

describe('as a condition of a segment', () => {
  test('it means who was found, or who was not; an end of it means nobody, by a name', async () => {
    const { id } = (await upload([{ phone: sha('phone', '090-1111-2222') }])).body
    const among = { kind: 'people', people: [hana.shopper.id, taro.shopper.id] }
    const rule = (is: boolean) => ({ all: [among, { kind: 'audience', audience: id, is }] })
    const membersOf = async (of: object) => {
      const query = new URLSearchParams({ rule: JSON.stringify(of) })
      const { body } = await call('GET', `/api/staff/shoppers?${query}`)
      return (body as unknown as { items: { shopperId: string }[] }).items.map(({ shopperId }) => shopperId)
    }
    expect(await membersOf(rule(true))).toEqual([hana.shopper.id])
    expect(await membersOf(rule(false))).toEqual([taro.shopper.id])
    const made = await call('POST', '/api/staff/segments', { name: '買った人', rule: rule(true) })
    const inUse = await call('DELETE', `/api/staff/audiences/${id}`)
    expect([inUse.status, inUse.body.kind]).toEqual([409, 'audience_in_use'])
    expect((await show(id)).usedIn).toEqual(['買った人'])
    await call('PATCH', `/api/staff/segments/${made.body.id}`, { archived: true })
    expect((await call('DELETE', `/api/staff/audiences/${id}`)).status).toBe(204)
    expect((await call('GET', `/api/staff/audiences/${id}`)).status).toBe(404)
    for (const is of [true, false])
      expect(await countOf(rule(is))).toMatchObject({ count: 0, faults: [{ fault: 'audience_gone' }] })
    expect(await api.db`select 1 from audience_member where audience_id = ${id}`).toEqual([])
  })

  test('who comes to be held enters the segment', async () => {
    const { id } = (await upload([{ member: sha('member', 'MN-9') }])).body
    const rule = { kind: 'audience', audience: id, is: true }
    const made = await call('POST', '/api/staff/segments', { name: '会員', rule })
    await tell(hana, 'member', 'MN-9')
    const shown = await call('GET', `/api/staff/segments/${made.body.id}`)
    expect(shown.body).toMatchObject({ count: 1 })
  })
})

describe('what is kept of people', () => {
  test('is in their download, and goes when they leave', async () => {
    const who = await logInShopper(api)
    await tell(who, 'phone', '070-5555-6666')
    const { id } = (await upload([{ phone: sha('phone', '070-5555-6666') }])).body
    const exported = (await (await api.call('GET', '/api/me/export', { as: who.token })).json()) as {
      kept: { audience_member: object[] }
    }
    expect(exported.kept.audience_member).toMatchObject([{ audienceId: id }])
    await call('POST', `/api/staff/people/${who.shopper.id}/erasure`, { confirmed: true })
    expect(await show(id)).toMatchObject({ matched: 0, waiting: 0 })
  })

  test('goes by age: first the hashes that found nobody, then the list', async () => {
    const { id } = (
      await upload([{ phone: sha('phone', '080-7777-8888') }, { phone: sha('phone', '090-1111-2222') }])
    ).body
    const after = (days: number) => {
      const at = new Date(api.ports.now().getTime() + days * 86_400_000)
      return { ...api.ports, now: () => at }
    }
    await forgetOld(after(29))
    expect(await show(id)).toMatchObject({ matched: 1, waiting: 1 })
    await forgetOld(after(31))
    expect(await show(id)).toMatchObject({ matched: 1, waiting: 0 })
    expect((await forgetOld(after(181))).audiences).toBeGreaterThan(0)
    expect((await call('GET', `/api/staff/audiences/${id}`)).status).toBe(404)
    expect(await api.db`select 1 from audience_member`).toEqual([])
  })
})

test('thirty thousand people are matched while somebody waits', async () => {
  const hashes = Array.from({ length: 30_000 }, (_, n) => ({
    phone: createHash('sha256').update(`+8190${n}`).digest('hex'),
  }))
  const people = [...hashes, { phone: sha('phone', '090-1111-2222') }]
  const { status, body } = await upload(people)
  expect([status, body]).toMatchObject([201, { people: 30_001, matched: 1, waiting: 30_000 }])
})
