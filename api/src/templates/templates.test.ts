import { outbox } from '@tamaru/db'
import { templateOf } from '@tamaru/domain'
import { afterAll, expect, test } from 'vitest'
import {
  logInShopper,
  logInStaff,
  meetPerson,
  saidTo,
  wordsOf,
  type LoggedIn,
} from '../../../tests/support/act-in-line.ts'
import { enterAndSettle } from '../../../tests/support/enter-receipt.ts'
import { startApi } from '../../../tests/support/start-api.ts'

const api = await startApi()
afterAll(() => api[Symbol.asyncDispose]())
const { token: manager } = await logInStaff(api, 'manager')

const PATH = '/api/staff/templates/entry_approved'
const own = structuredClone(templateOf('entry_approved').words)
own.ja = { ...own.ja, notice: 'やりました!{{points}}ポイント', title: 'おめでとうございます' }
own.en = { ...own.en, notice: 'Well done: {{points}} points' }

const ask = async <T>(method: string, path: string, json?: object, status = 200): Promise<T> => {
  const answer = await api.call(method, path, { as: manager, json })
  expect(answer.status).toBe(status)
  return (await answer.json()) as T
}
const heard = async (who: LoggedIn) => (await saidTo(api, who.userId)).map(wordsOf)
const wordsSentTo = async (who: LoggedIn) =>
  (
    await api.db<{ templates: outbox.UsedTemplate[] }[]>`
      select templates from outbox_message where shopper_id = ${who.shopper.id} and purpose = 'result' order by created_at, id`
  ).flatMap(({ templates }) => templates)

test('what an account words anew is said so, and each message knows which words it has', async () => {
  const before = await logInShopper(api)
  await enterAndSettle(api, before)
  expect(await ask('PUT', PATH, { words: own, from: 0 })).toMatchObject({
    version: 1,
    isReworded: true,
    words: own,
  })
  const after = await logInShopper(api)
  await enterAndSettle(api, after)
  await ask('POST', `${PATH}/reset`, { from: 1 })
  const atLast = await logInShopper(api)
  await enterAndSettle(api, atLast)

  expect([await heard(before), await heard(after), await heard(atLast)]).toEqual([
    ['10ポイントたまりました(つかえるポイント 10)'],
    ['やりました!10ポイント'],
    ['10ポイントたまりました(つかえるポイント 10)'],
  ])
  const used = { kind: 'entry_approved', language: 'ja' }
  expect(await wordsSentTo(before)).toEqual([{ ...used, version: 0 }])
  expect(await wordsSentTo(after)).toEqual([{ ...used, version: 1 }])
  expect(await wordsSentTo(atLast)).toEqual([{ ...used, version: 0 }])
  const { items } = await ask<{ items: object[] }>('GET', `${PATH}/versions`)
  expect(items).toMatchObject([
    { version: 2, words: null, by: '担当 (manager)' },
    { version: 1, words: own },
  ])
})

test('who reads the mini-app in English is spoken to in English, and who has LINE in English before that', async () => {
  const me = await logInShopper(api)
  const answer = await api.call('PUT', '/api/me/language', { as: me.token, json: { language: 'en' } })
  expect(await answer.json()).toMatchObject({ language: 'en' })
  await enterAndSettle(api, me)
  expect(await heard(me)).toEqual(['10 points are yours (10 points to spend)'])
  expect((await api.call('PUT', '/api/me/language', { as: me.token, json: { language: 'fr' } })).status).toBe(
    400,
  )

  const other = await meetPerson(api, { friend: 'none', language: 'en-GB' })
  await api.control('/send', { userId: other.userId, type: 'follow' })
  await api.workJobs()
  expect((await saidTo(api, other.userId)).map(wordsOf)).toEqual([expect.stringContaining('earn points')])
  // What they read the mini-app in counts from then on.
  const { token } = await logInShopper(api, other)
  await api.call('PUT', '/api/me/language', { as: token, json: { language: 'ja' } })
  await api.control('/send', { userId: other.userId, type: 'text', text: '?' })
  await api.workJobs()
  expect((await saidTo(api, other.userId)).map(wordsOf).at(-1)).toContain('レシートの写真を送ると')
})

test('words with faults are refused, each with its place; so are those made from an older version', async () => {
  const { version } = await ask<{ version: number }>('GET', PATH)
  const words = {
    ...own,
    ja: { ...own.ja, title: '{{name}}さん', button: 'あ'.repeat(21) },
    en: { ...own.en, body: '' },
  }
  const refused = await ask('PUT', PATH, { words, from: version }, 422)
  expect(refused).toMatchObject({
    kind: 'template_has_faults',
    faults: [
      { language: 'ja', part: 'title', kind: 'unknown_variable', params: { name: 'name' } },
      { language: 'en', part: 'body', kind: 'missing_variable', params: { name: 'sums' } },
    ],
  })
  expect(await ask('PUT', PATH, { words: own, from: version - 1 }, 409)).toMatchObject({
    kind: 'template_changed_meanwhile',
  })
})

test('a preview shows what would be sent, with a person’s own points and nothing that names them', async () => {
  const me = await logInShopper(api, await meetPerson(api, { displayName: 'はなこ' }))
  await enterAndSettle(api, me)
  await api.call('PUT', '/api/me/language', { as: me.token, json: { language: 'en' } })
  const shown = await ask<{ faults: object[]; messages: { ja: object; en: object }; person: object }>(
    'POST',
    `${PATH}/preview`,
    { words: own, shopperId: me.shopper.id },
  )
  expect(shown).toMatchObject({ faults: [], person: { maskedName: 'は**', language: 'en' } })
  expect(JSON.stringify(shown.messages.ja)).toContain('つかえるポイント 10')
  expect(JSON.stringify(shown)).not.toContain('はなこ')

  const broken = { ...own, ja: { ...own.ja, title: '' } }
  expect(await ask('POST', `${PATH}/preview`, { words: broken })).toMatchObject({
    faults: [{ language: 'ja', part: 'title', kind: 'part_empty', said: { ja: expect.any(String) } }],
    messages: { ja: null, en: { type: 'flex' } },
    person: null,
  })
})

test('every kind can be listed and shown, with its product’s own words', async () => {
  const { templates } = await ask<{ templates: { kind: string }[] }>('GET', '/api/staff/templates')
  for (const { kind } of templates) {
    const shown = await ask<{ words: object }>('GET', `/api/staff/templates/${kind}`)
    expect(await ask('POST', `/api/staff/templates/${kind}/preview`, { words: shown.words })).toMatchObject({
      faults: [],
      messages: { ja: expect.any(Object), en: expect.any(Object) },
    })
  }
})
