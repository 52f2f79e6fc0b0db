import { afterAll, describe, expect, test } from 'vitest'
import { logInStaff } from '../../../tests/support/act-in-line.ts'
import { startApi } from '../../../tests/support/start-api.ts'

const api = await startApi()
afterAll(() => api[Symbol.asyncDispose]())
const { token: as } = await logInStaff(api, 'manager')
const call = async <T>(method: string, path: string, json?: object) => {
  const answer = await api.call(method, `/api/staff/${path}`, { as, json })
  return {
    status: answer.status,
    ...(answer.status === 204 ? {} : ((await answer.json()) as object)),
  } as T & {
    status: number
    kind?: string
  }
}
const add = (name: string) => call<{ id: string }>('POST', 'labels', { name, colour: 'green' })
type Rows = { items: { id: string; labelIds: string[] }[] }
const wear = (label: string, thing: string, ids: string[], on = true) =>
  call(`POST`, `labels/${label}/wear`, { thing, ids, on })

const words = { ja: '言葉', en: 'Words' }
const terms = { name: words, words, cost_points: 10, couponDays: 7 }
/** Two of each thing that there can be many of, by how their list is called. */
const MADE = {
  campaign: ['campaigns', (n: number) => ({ slug: `labelled-${n}` })],
  reward: ['rewards', () => ({ kind: 'till_code', terms })],
  product: ['products', (n: number) => ({ name: `緑茶 ${n}` })],
  store: ['stores', (n: number) => ({ name: `店 ${n}` })],
  segment: ['segments', (n: number) => ({ name: `友だち ${n}`, rule: { kind: 'friend', is: true } })],
} as const

describe('a label', () => {
  test.each(Object.entries(MADE))(
    'is put on a %s, by which its list is then narrowed, and taken off',
    async (thing, [path, given]) => {
      const [one, other] = [
        await call<{ id: string }>('POST', path, given(1)),
        await call<{ id: string }>('POST', path, given(2)),
      ]
      const { id: label } = await add(`印 ${thing}`)
      const worn = async () =>
        (await call<Rows>('GET', `${path}?label=${label}`)).items.map(({ id, labelIds }) => [id, labelIds])
      expect(await worn()).toEqual([])
      expect((await wear(label, thing, [one.id, one.id])).status).toBe(204)
      expect((await wear(label, thing, [one.id])).status).toBe(204)
      expect(await worn()).toEqual([[one.id, [label]]])
      const all = (await call<Rows>('GET', path)).items
      expect(all.find(({ id }) => id === other.id)).toMatchObject({ labelIds: [] })
      const uses = await call<{ items: unknown[] }>('GET', `labels/${label}/uses`)
      expect(uses.items).toMatchObject([{ thing, id: one.id }])
      await wear(label, thing, [one.id], false)
      expect(await worn()).toEqual([])
    },
  )

  test('is put on the words of a message, and is told of with where it stands and since when', async () => {
    const { id } = await add('年末')
    await wear(id, 'template', ['survey', 'guidance'])
    const { templates } = await call<{ templates: { kind: string; labelIds: string[] }[] }>(
      'GET',
      'templates',
    )
    expect(
      templates
        .filter(({ labelIds }) => labelIds.includes(id))
        .map(({ kind }) => kind)
        .toSorted(),
    ).toEqual(['guidance', 'survey'])
    const { items } = await call<{ items: { id: string; lastPutAt: string | null }[] }>(
      'GET',
      'labels?sort=-used&limit=1',
    )
    expect(items).toMatchObject([
      { id, name: '年末', colour: 'green', uses: { template: 2 }, lastPutAt: expect.any(String) as string },
    ])
  })

  test('is put on nothing that is not there, nor on another account’s', async () => {
    const { id } = await add('どこにもない')
    expect(await wear(id, 'product', [crypto.randomUUID()])).toMatchObject({ kind: 'not_found' })
    expect(await wear(id, 'template', ['no-kind'])).toMatchObject({ kind: 'not_found' })
    expect(await wear(crypto.randomUUID(), 'template', ['survey'])).toMatchObject({ kind: 'not_found' })
    expect((await call<{ items: unknown[] }>('GET', `labels/${id}/uses`)).items).toEqual([])
  })

  test('has one short name in an account, is called otherwise, and leaves all when it is deleted', async () => {
    const { id } = await add('主力')
    expect(await add(' 主力 ')).toMatchObject({ kind: 'label_name_taken' })
    for (const name of ['', ' ', 'あ'.repeat(21), 'two\nlines', 'tab\there'])
      expect((await add(name)).status).toBe(400)
    await wear(id, 'template', ['survey'])
    expect((await call('PATCH', `labels/${id}`, { name: '定番', colour: 'red' })).status).toBe(400)
    expect((await call('PATCH', `labels/${id}`, { name: '定番' })).status).toBe(204)
    expect((await call('DELETE', `labels/${id}`)).status).toBe(204)
    const { templates } = await call<{ templates: { labelIds: string[] }[] }>('GET', 'templates')
    expect(templates.flatMap(({ labelIds }) => labelIds)).not.toContain(id)
  })
})
