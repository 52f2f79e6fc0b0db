import { addDays, tokyoDate } from '@tamaru/domain'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { logInShopper, logInStaff, type LoggedIn } from '../../../tests/support/act-in-line.ts'
import { finishRun } from '../../../tests/support/finish-run.ts'
import { startApi } from '../../../tests/support/start-api.ts'
import { keepHouse } from '../keep-house.ts'

const api = await startApi()
afterAll(() => api[Symbol.asyncDispose]())

let manager: string
let people: LoggedIn[] = []
beforeAll(async () => {
  manager = (await logInStaff(api, 'manager')).token
  people = await Promise.all([1, 2, 3].map(() => logInShopper(api)))
})

const ask = async <T>(method: string, path: string, json?: object) => {
  const answer = await api.call(method, path, { as: manager, json })
  return { status: answer.status, body: (answer.status === 204 ? null : await answer.json()) as T }
}
const newTag = async (given: object = {}) =>
  (await ask<{ id: string }>('POST', '/api/staff/tags', { name: `試し/${randomUUID()}`, ...given })).body.id
const put = (n: number, tagId: string, method = 'PUT') =>
  ask(method, `/api/staff/shoppers/${people[n]!.shopper.id}/tags/${tagId}`)
/** Which of the people have a tag, as a segment sees it. */
const whoHas = async (tagId: string) => {
  const name = randomUUID()
  const made = await ask<{ id: string }>('POST', '/api/staff/segments', {
    name,
    rule: { kind: 'tag', tags: [tagId] },
  })
  const path = `/api/staff/segments/${made.body.id}/members`
  const { items } = (await ask<{ items: { shopperId: string }[] }>('GET', path)).body
  return items.map(({ shopperId }) => people.findIndex(({ shopper }) => shopper.id === shopperId)).sort()
}
const bulk = (tagId: string, json: object) => finishRun(api, `/api/staff/tags/${tagId}/bulk`, manager, json)
const ids = (...of: number[]) => of.map((n) => people[n]!.shopper.id)
const toldOf = async (n: number, tagId: string) => {
  const rows = await api.db<{ kind: string }[]>`
    select kind from happening where shopper_id = ${people[n]!.shopper.id} and payload ->> 'tagId' = ${tagId} order by id`
  return rows.map(({ kind }) => kind)
}

test('a tag that becomes another gives it its people, and segments that name either mean both', async () => {
  const [tea, green, drink] = [await newTag(), await newTag(), await newTag()]
  await put(0, tea)
  await put(1, tea)
  await put(1, green)
  const merge = (id: string, into: string) => ask('POST', `/api/staff/tags/${id}/merge`, { into })
  expect((await merge(tea, tea)).status).toBe(400)
  expect((await merge(tea, green)).status).toBe(200)
  expect(await whoHas(tea)).toEqual([0, 1])
  expect((await merge(green, drink)).status).toBe(200)
  for (const id of [tea, green, drink]) expect(await whoHas(id)).toEqual([0, 1])
  expect((await put(2, tea)).status).toBe(404)
  expect(await toldOf(0, tea)).toEqual(['tag_added'])
  const name = `改名/${randomUUID()}`
  expect(await ask('POST', `/api/staff/tags/${drink}/rename`, { name })).toMatchObject({ body: { name } })
  expect((await ask('POST', `/api/staff/tags/${drink}/rename`, { name: '名前' })).status).toBe(400)
  expect(await whoHas(tea)).toEqual([0, 1])
})

test('is put to a segment as a run, whose undoing takes back just what it changed', async () => {
  const [tag, other] = [await newTag(), await newTag()]
  for (const n of [0, 1]) await put(n, other)
  await put(0, tag)
  const segment = await ask<{ id: string }>('POST', '/api/staff/segments', {
    ...{ name: randomUUID(), rule: { kind: 'tag', tags: [other] } },
  })
  const run = await bulk(tag, { is: true, segmentId: segment.body.id })
  expect(run).toMatchObject({ state: 'done', result: { people: 2, changed: 1, batchId: run.id } })
  const more = await bulk(tag, { is: true, shopperIds: ids(2) })
  expect(await whoHas(tag)).toEqual([0, 1, 2])
  const undo = (id: string) => `/api/staff/tags/${tag}/bulk/${id}/undo`
  // Staff take it off and put it on again: that is theirs, and stays.
  api.clock.pass(1)
  await put(2, tag, 'DELETE')
  await put(2, tag)
  expect(await finishRun(api, undo(more.id), manager)).toMatchObject({ result: { tags: 0 } })
  expect(await finishRun(api, undo(run.id), manager)).toMatchObject({ result: { tags: 1 } })
  expect(await whoHas(tag)).toEqual([0, 2])
  expect(await toldOf(1, tag)).toEqual(['tag_added', 'tag_removed'])
  expect(await ask('POST', undo(run.id))).toMatchObject({ status: 409, body: { kind: 'batch_undone' } })
  const off = await bulk(tag, { is: false, shopperIds: ids(0, 1) })
  expect(await whoHas(tag)).toEqual([2])
  await finishRun(api, undo(off.id), manager)
  expect(await whoHas(tag)).toEqual([0, 2])
})

test('comes off its people by the clock when its last day in Tokyo is over, and they are told of', async () => {
  const tag = await newTag({ endsOn: tokyoDate(api.ports.now()) })
  const lasting = await newTag({ endsOn: addDays(tokyoDate(api.ports.now()), 2) })
  for (const id of [tag, lasting]) await put(0, id)
  await keepHouse(api.ports)
  expect(await toldOf(0, tag)).toEqual(['tag_added'])
  api.clock.pass(86_400)
  await Promise.all([keepHouse(api.ports), keepHouse(api.ports)])
  expect(await toldOf(0, tag)).toEqual(['tag_added', 'tag_removed'])
  expect(await toldOf(0, lasting)).toEqual(['tag_added'])
})
