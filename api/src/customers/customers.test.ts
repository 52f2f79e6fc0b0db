import { accesses } from '@tamaru/db'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { z } from 'zod'
import {
  answerConsent,
  logInShopper,
  logInStaff,
  logInWithRights,
  meetPerson,
  type LoggedIn,
} from '../../../tests/support/act-in-line.ts'
import { enterAndSettle } from '../../../tests/support/enter-receipt.ts'
import { makeStore } from '../../../tests/support/make-store.ts'
import { startApi } from '../../../tests/support/start-api.ts'
import type { CustomerDetail } from './customer-detail.ts'
import type { CustomerList } from './customer-view.ts'
import type { TimelineList } from './timeline-view.ts'

const api = await startApi()
afterAll(() => api[Symbol.asyncDispose]())
const PATH = '/api/staff/shoppers'

let owner: string
let [hana, taro, jiro] = [] as unknown as [LoggedIn, LoggedIn, LoggedIn]
let teaTag: string

const get = async <T>(path: string, as = owner): Promise<T> => {
  const answer = await api.call('GET', path, { as })
  expect(answer.status, path).toBe(200)
  return (await answer.json()) as T
}
const listed = async (query: Record<string, unknown>) => {
  const words = Object.entries(query).map(([name, value]): [string, string] => [
    name,
    typeof value === 'object' ? JSON.stringify(value) : String(value),
  ])
  return get<z.infer<typeof CustomerList>>(`${PATH}?${new URLSearchParams(words)}`)
}
const idsOf = (people: { items: { shopperId: string }[] }) => people.items.map(({ shopperId }) => shopperId)

beforeAll(async () => {
  owner = (await logInStaff(api, 'owner')).token
  hana = await logInShopper(api, await meetPerson(api, { displayName: '夜桜はな' }))
  api.clock.pass(60)
  taro = await logInShopper(api, await meetPerson(api, { displayName: '=夜桜,たろう' }))
  api.clock.pass(60)
  jiro = await logInShopper(api, await meetPerson(api, { displayName: '夜桜じろう' }))
  await makeStore(api.db, api.account.id, { name: '駅前店' })
  await answerConsent(api, hana, true, 'analysis')
  for (const who of [hana, hana, taro]) await enterAndSettle(api, who)
  const made = await api.call('POST', '/api/staff/tags', { as: owner, json: { name: '興味/お茶' } })
  teaTag = ((await made.json()) as { id: string }).id
})

test('people are tagged together, once each, and narrowed by rules that are read aloud', async () => {
  const tag = async (shopperIds: string[], is = true) => {
    const json = { shopperIds, is }
    return (await api.call('POST', `/api/staff/tags/${teaTag}/people`, { as: owner, json })).json()
  }
  expect(await tag([taro.shopper.id, jiro.shopper.id])).toEqual({ changed: 2 })
  expect(await tag([taro.shopper.id, api.account.id])).toEqual({ changed: 0 })
  expect(await tag([jiro.shopper.id], false)).toEqual({ changed: 1 })

  const whoIs = async (rule: object) => idsOf(await listed({ rule }))
  expect(await whoIs({ kind: 'tag', tags: [teaTag] })).toEqual([taro.shopper.id])
  expect(await whoIs({ kind: 'stage', stages: ['repeat'] })).toEqual([hana.shopper.id])
  expect(await whoIs({ kind: 'stage', stages: ['first', 'opened'] })).toEqual([
    jiro.shopper.id,
    taro.shopper.id,
  ])
  expect(await whoIs({ kind: 'consent', purpose: 'analysis', is: false })).toHaveLength(2)
  expect(await whoIs({ kind: 'people', people: [jiro.shopper.id] })).toEqual([jiro.shopper.id])
  expect(await get('/api/staff/shopper-count')).toMatchObject({ people: 3, newcomers: 3 })
  const refused = await api.call('GET', `${PATH}?rule=%7B%22kind%22%3A%22whim%22%7D`, { as: owner })
  expect(refused.status).toBe(400)
})

test.each(['joined', 'receipts', 'spent', 'recent', 'nps'])(
  'by %s, page by page, each is met once',
  async (order) => {
    const met: string[] = []
    for (let after: string | null | undefined; after !== null;) {
      const page = await listed({ order, limit: 1, ...(after && { after }) })
      met.push(...idsOf(page))
      after = page.next
    }
    expect(met).toHaveLength(3)
    expect(new Set(met).size).toBe(3)
    if (order !== 'joined' && order !== 'nps') expect(met[0]).toBe(hana.shopper.id)
  },
)

test('a person has a head, and a time line with the names of what it is about, of chosen kinds', async () => {
  const { id } = taro.shopper
  const head = await get<CustomerDetail>(`${PATH}/${id}`)
  expect(head).toMatchObject({
    ...{ displayName: '=夜桜,たろう', stoppedAt: null, testSide: null, consents: [] },
    known: { stage: 'first', receipts: 0, analysis: false, points: 10 },
    tags: [{ id: teaTag, name: '興味/お茶' }],
  })
  expect((await get<CustomerDetail>(`${PATH}/${hana.shopper.id}`)).consents).toMatchObject([
    { purpose: 'analysis', given: true },
  ])
  const line = await get<z.infer<typeof TimelineList>>(
    `${PATH}/${id}/timeline?kinds=tag_added,entry_approved`,
  )
  expect(line.items.map(({ kind }) => kind)).toEqual(['tag_added', 'entry_approved'])
  expect(line.things).toEqual(
    expect.arrayContaining([{ of: 'tag', id: teaTag, ja: '興味/お茶', en: '興味/お茶' }]),
  )
  expect(line.things.map(({ of }) => of)).toContain('campaign')
})

test('a CSV goes to whoever may take data away, with names as they may see them, and is noted with its people', async () => {
  const rule = encodeURIComponent(JSON.stringify({ kind: 'tag', tags: [teaTag] }))
  const take = (as: string) => api.call('GET', `${PATH}.csv?rule=${rule}`, { as })
  const [head, line, end] = (await (await take(owner)).text()).split('\r\n')
  expect(head).toMatch(/^ID,お名前,/)
  expect(line).toMatch(new RegExp(`^${taro.shopper.id},"'=夜桜,たろう",`))
  expect(end).toBe('')
  const nameless = (await logInWithRights(api, 'see', 'export')).token
  expect(await (await take(nameless)).text()).toContain('＊＊')
  expect((await take((await logInStaff(api, 'manager')).token)).status).toBe(403)
  const { items } = await accesses.list(api.db, api.account.id, { shopperId: taro.shopper.id }, { limit: 2 })
  expect(items.map(({ route }) => route)).toEqual(Array(2).fill('GET /api/staff/shoppers.csv'))
})

test('by score those who would recommend us come first, who said nothing last, and who changed their mind by their last answer', async () => {
  const answer = async (who: LoggedIn, score: number) => {
    await enterAndSettle(api, who)
    const [invitation] = await api.db<{ id: string }[]>`
      insert into survey_invitation (account_id, shopper_id, entry_id, invited_at)
      select account_id, shopper_id, id, ${api.ports.now()} from entry
      where shopper_id = ${who.shopper.id} order by created_at desc limit 1
      on conflict (account_id, entry_id) do update set invited_at = excluded.invited_at returning id`
    const path = `/api/survey/${invitation!.id}/answer`
    const answered = await api.call('POST', path, { as: who.token, json: { score } })
    expect(answered.status).toBeLessThan(300)
    api.clock.pass(60)
  }
  await answer(jiro, 10)
  await answer(taro, 9)
  const scores = async () => (await listed({ order: 'nps' })).items.map(({ nps }) => nps)
  expect(await scores()).toEqual([10, 9, null])
  await answer(jiro, 3)
  expect(await scores()).toEqual([9, 3, null])
  expect(idsOf(await listed({ order: 'nps' }))).toEqual([taro, jiro, hana].map((who) => who.shopper.id))
})
