import { runDueJobs } from '@tamaru/db'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { logInShopper, logInStaff, type LoggedIn } from '../../../tests/support/act-in-line.ts'
import { makeFriends } from '../../../tests/support/make-people.ts'
import { startApi } from '../../../tests/support/start-api.ts'
import { jobRunner } from '../job-handlers.ts'

const api = await startApi()
afterAll(() => api[Symbol.asyncDispose]())

interface LineAudience {
  id: string
  groupId: string | null
  state: string
  why: string | null
  people: number
}
let owner: string
let friends: string
let hana: LoggedIn

const call = async (method: string, path: string, json?: object) => {
  const answer = await api.call(method, path, { as: owner, json })
  return {
    status: answer.status,
    body: (await answer.json().catch(() => ({}))) as { id: string; kind?: string },
  }
}
const make = (given: object = {}) =>
  call('POST', '/api/staff/line-audiences', {
    name: '冬の友だち',
    of: { segment: friends },
    basis: 'entrusted',
    ...given,
  })
const listed = async () => {
  const { body } = await call('GET', '/api/staff/line-audiences')
  return (body as unknown as { items: LineAudience[] }).items
}
const register = async () => {
  const { body } = await call('GET', '/api/staff/outflows')
  return (body as unknown as { items: Record<string, unknown>[] }).items
}
const work = async () => {
  api.clock.pass(60)
  await runDueJobs(jobRunner(api.ports, 'outflows'))
}
/** What LINE has. */
const atLine = async () => {
  const headers = { authorization: `Bearer ${api.ports.env.LINE_CHANNEL_ACCESS_TOKEN}` }
  const answer = await fetch(`${api.sandbox.url}/v2/bot/audienceGroup/list?page=1`, { headers })
  const { audienceGroups } = (await answer.json()) as {
    audienceGroups: { audienceGroupId: number; audienceCount: number }[]
  }
  return audienceGroups.map(({ audienceGroupId, audienceCount }) => [String(audienceGroupId), audienceCount])
}

beforeAll(async () => {
  owner = (await logInStaff(api, 'owner')).token
  await makeFriends(api.db, api.account.id, 55)
  hana = await logInShopper(api)
  const made = await call('POST', '/api/staff/segments', {
    name: '友だち',
    rule: { kind: 'friend', is: true },
  })
  friends = made.body.id
})

describe('an audience at LINE', () => {
  test('is made of the friends in a segment, followed until it is ready, and stands on the register', async () => {
    const { status, body } = await make()
    expect(status).toBe(202)
    expect(await listed()).toMatchObject([{ id: body.id, state: 'asked', groupId: null }])
    await work()
    const [made] = await listed()
    expect(made).toMatchObject({ state: 'in_progress' })
    await work()
    await work()
    const [ready] = await listed()
    expect(ready).toMatchObject({ state: 'ready', why: null })
    expect(await atLine()).toEqual([[ready!.groupId, ready!.people]])
    expect(await register()).toMatchObject([
      {
        kind: 'line_audience',
        basis: 'entrusted',
        fields: ['line_user_id'],
        subject: `segment:${friends}`,
        people: ready!.people,
      },
    ])
  })

  test('is deleted at LINE when somebody asks; that it was given stays on the register', async () => {
    const [ready] = await listed()
    expect((await call('DELETE', `/api/staff/line-audiences/${ready!.id}`)).status).toBe(204)
    expect(await listed()).toMatchObject([{ state: 'deleting' }])
    await work()
    expect(await listed()).toMatchObject([{ state: 'deleted' }])
    expect(await atLine()).toEqual([])
    expect((await call('DELETE', `/api/staff/line-audiences/${ready!.id}`)).status).toBe(404)
    expect(await register()).toHaveLength(1)
  })

  test('is never made of few, and for a third party of those alone who agreed to sharing', async () => {
    const few = await call('POST', '/api/staff/segments', {
      name: '一人',
      rule: { kind: 'people', people: [hana.shopper.id] },
    })
    for (const given of [{ of: { segment: few.body.id } }, { basis: 'third_party' }]) {
      const refused = await make(given)
      expect([refused.status, refused.body.kind]).toEqual([409, 'line_audience_too_small'])
    }
    expect((await make({ basis: 'own' })).status).toBe(400)
    expect(await register()).toHaveLength(1)
  })

  test('that LINE had made before a process died is found again, not made twice', async () => {
    const { makeAudience } = api.ports.line
    api.ports.line = {
      ...api.ports.line,
      async makeAudience(...given) {
        await makeAudience(...given)
        throw new Error('killed')
      },
    }
    await make({ name: '二度目' })
    await work()
    api.ports.line = { ...api.ports.line, makeAudience }
    api.clock.pass(3_600)
    await work()
    const [again] = await listed()
    expect(again).toMatchObject({ state: 'in_progress' })
    expect(await atLine()).toEqual([[again!.groupId, again!.people]])
  })
})

test('a file of customers stands on the register, and in the download of whom it shows', async () => {
  const file = await api.call('GET', `/api/staff/shoppers.csv?segment=${friends}`, { as: owner })
  const rows = (await file.text()).trim().split('\r\n').length - 1
  const [entry] = await register()
  expect(entry).toMatchObject({
    kind: 'customer_file',
    basis: 'own',
    subject: `segment:${friends}`,
    people: rows,
  })
  const exported = async (who: LoggedIn) => {
    const answer = await api.call('GET', '/api/me/export', { as: who.token })
    return ((await answer.json()) as { kept: { outflow: object[] } }).kept.outflow
  }
  expect(await exported(hana)).toMatchObject(
    expect.arrayContaining([
      expect.objectContaining({ kind: 'customer_file', fields: entry!.fields }),
    ]) as object,
  )
  expect(await exported(await logInShopper(api))).toEqual([])
  await expect(api.db`delete from outflow_person`).rejects.toThrow()
})
