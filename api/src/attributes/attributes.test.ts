import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { logInShopper, logInStaff, type LoggedIn } from '../../../tests/support/act-in-line.ts'
import { startApi } from '../../../tests/support/start-api.ts'
import { keepHouse } from '../keep-house.ts'
import { erasePerson } from '../leaving/erase-person.ts'

const api = await startApi()
afterAll(() => api[Symbol.asyncDispose]())
const DAY_S = 86_400

let manager: string
let [hana, taro] = [] as unknown as [LoggedIn, LoggedIn]
/** At a moment; sessions of another day may have ended. */
async function moveTo(at: Date | undefined): Promise<void> {
  api.clock.at = at
  manager = (await logInStaff(api, 'manager')).token
}
beforeAll(async () => {
  manager = (await logInStaff(api, 'manager')).token
  ;[hana, taro] = [await logInShopper(api), await logInShopper(api)]
})

const ask = async <T>(method: string, path: string, json?: object) => {
  const answer = await api.call(method, path, { as: manager, json })
  return { status: answer.status, body: (answer.status === 204 ? null : await answer.json()) as T }
}
const tell = (who: LoggedIn, key: string, value: string | null) =>
  ask<{ kind: string; note: string }>('PUT', `/api/staff/shoppers/${who.shopper.id}/attributes/${key}`, {
    value,
  })
const knownOf = async (who: LoggedIn) =>
  (await ask<{ items: object[] }>('GET', `/api/staff/shoppers/${who.shopper.id}/attributes`)).body.items
const counted = async (rule: object) =>
  (await ask<{ count: number; faults: { fault: string }[] }>('POST', '/api/staff/segments/count', { rule }))
    .body
const tea = (given: object = {}) => ({
  ...{ key: `tea_${randomUUID().slice(0, 8)}`, kind: 'choice', words: { ja: '好きなお茶', en: 'tea' } },
  choices: [{ key: 'green', words: { ja: '緑茶', en: 'Green tea' } }],
  ...{ purpose: 'おすすめを選ぶため', ...given },
})

describe('what an account wants to know of its people', () => {
  test('is told in words that people write, and asked by a segment, which says itself', async () => {
    const attribute = tea()
    expect(await ask('POST', '/api/staff/attributes', attribute)).toMatchObject({
      ...{ status: 201, body: { isWritten: false, of: null } },
    })
    expect((await ask('POST', '/api/staff/attributes', attribute)).status).toBe(409)
    expect((await ask('POST', '/api/staff/attributes', tea({ key: 'birthday' }))).status).toBe(409)
    const rule = { kind: 'attribute', attribute: attribute.key, oneOf: ['green'] }
    expect(await counted({ none: [rule] })).toMatchObject({
      ...{ count: 0, faults: [{ fault: 'attribute_unwritten' }] },
    })
    expect(await tell(hana, attribute.key, '紅茶')).toMatchObject({
      ...{ status: 400, body: { kind: 'attribute_value_faulty', note: 'not_a_choice' } },
    })
    expect((await tell(hana, attribute.key, '緑茶')).status).toBe(204)
    expect(await counted(rule)).toMatchObject({
      count: 1,
      sentence: { ja: '「好きなお茶」が「緑茶」である人' },
    })
    expect(await knownOf(hana)).toMatchObject([{ attribute: attribute.key, value: 'green', source: 'staff' }])
    await tell(hana, attribute.key, null)
    expect(await knownOf(hana)).toEqual([])
  })

  test('of a birthday follows the age, which a birthday changes; what follows is not told itself', async () => {
    await moveTo(new Date('2026-12-31T14:59:00Z'))
    await tell(taro, 'birthday', '1987年1月1日')
    await tell(taro, 'prefecture', '神奈川県')
    const thirties = { kind: 'attribute', attribute: 'age_band', oneOf: ['30'] }
    const kanto = { kind: 'attribute', attribute: 'region', oneOf: ['kanto'] }
    expect(await counted({ all: [thirties, kanto] })).toMatchObject({ count: 1 })
    await moveTo(new Date('2026-12-31T15:00:00Z'))
    expect(await counted(thirties)).toMatchObject({ count: 0 })
    expect(await knownOf(taro)).toMatchObject([
      { attribute: 'birthday', value: '1987-01-01' },
      { attribute: 'prefecture', said: { ja: '神奈川県' } },
      { attribute: 'age_band', said: { ja: '40代' } },
      { attribute: 'region', said: { ja: '関東' } },
    ])
    expect((await tell(taro, 'age_band', '40')).status).toBe(400)
    await moveTo(undefined)
  })

  test('keeps its choices, gets others, and is asked of nobody once it is archived', async () => {
    const attribute = tea()
    await ask('POST', '/api/staff/attributes', attribute)
    const path = `/api/staff/attributes/${attribute.key}`
    const barley = { key: 'barley', words: { ja: '麦茶', en: 'Barley tea' } }
    expect((await ask('PATCH', path, { choices: [barley] })).status).toBe(400)
    expect((await ask('PATCH', path, { choices: [...attribute.choices, barley] })).status).toBe(200)
    expect((await tell(hana, attribute.key, '麦茶')).status).toBe(204)
    await ask('PATCH', path, { archived: true })
    expect(await counted({ kind: 'attribute', attribute: attribute.key, oneOf: ['barley'] })).toMatchObject({
      ...{ count: 0, faults: [{ fault: 'attribute_gone' }] },
    })
    expect((await tell(hana, attribute.key, null)).status).toBe(404)
  })

  test('is let go when its days are over; what is told again is kept anew', async () => {
    const attribute = tea({ keptDays: 30 })
    await ask('POST', '/api/staff/attributes', attribute)
    for (const who of [hana, taro]) await tell(who, attribute.key, 'green')
    api.clock.pass(29 * DAY_S)
    manager = (await logInStaff(api, 'manager')).token
    await tell(taro, attribute.key, null)
    await tell(taro, attribute.key, 'green')
    await keepHouse(api.ports)
    const ofTea = { attribute: attribute.key }
    expect(await knownOf(hana)).toContainEqual(expect.objectContaining(ofTea))
    api.clock.pass(2 * DAY_S)
    await keepHouse(api.ports)
    expect(await knownOf(hana)).not.toContainEqual(expect.objectContaining(ofTea))
    expect(await knownOf(taro)).toContainEqual(expect.objectContaining(ofTea))
  })

  test('goes with its person, history and all', async () => {
    await tell(taro, 'gender', '回答しない')
    const shopperId = taro.shopper.id
    await erasePerson(api.ports, { accountId: api.account.id, shopperId }, { askedBy: 'person' })
    expect(await api.db`select from attribute_value where shopper_id = ${shopperId}`).toHaveLength(0)
    expect(await api.db`select from person_attribute where shopper_id = ${shopperId}`).toHaveLength(0)
  })
})
