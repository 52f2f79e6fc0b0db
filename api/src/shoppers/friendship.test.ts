import { afterAll, describe, expect, test } from 'vitest'
import { logInShopper, meetPerson, saidTo, wordsOf } from '../../../tests/support/act-in-line.ts'
import { enterAndSettle, makeNewReading } from '../../../tests/support/enter-receipt.ts'
import { startApi } from '../../../tests/support/start-api.ts'
import { releaseHeld } from '../messages/release-held.ts'

const api = await startApi({ rules: { surveyAfter_min: 527_040 } })
afterAll(() => api[Symbol.asyncDispose]())

const messagesOf = (userId: string) => api.db<{ state: string; reason: string | null }[]>`
  select o.state, o.reason from outbox_message o join shopper s on s.id = o.shopper_id
  where s.line_user_id = ${userId} and o.purpose in ('result', 'answer') order by o.created_at`
const ask = async (as: string) =>
  (await (await api.call('POST', '/api/me/friendship', { as })).json()) as {
    shopper: { isFriend: boolean | null }
    addUrl: string | null
  }

describe('a shopper who is no friend of the account', () => {
  test('is promised nothing, told where to add it, and has the result when they have', async () => {
    const person = await meetPerson(api, { friend: 'none' })
    const me = await logInShopper(api, person)
    expect((await enterAndSettle(api, me)).state).toBe('approved')
    expect(await saidTo(api, me.userId)).toEqual([])
    expect(await messagesOf(me.userId)).toEqual([{ state: 'held', reason: 'not_a_friend' }])
    expect(await ask(me.token)).toMatchObject({
      shopper: { isFriend: false },
      addUrl: expect.stringMatching(/^https:\/\/line\.me\/R\/ti\/p\/%40/),
    })

    await api.control('/send', { userId: me.userId, type: 'follow' })
    await api.workJobs()
    const said = await saidTo(api, me.userId)
    expect(said.map(wordsOf)).toEqual([
      expect.stringContaining('10ポイント'),
      expect.stringContaining('レシート'),
    ])
    // With the greeting, by reply: it costs nothing.
    expect(new Set(said.map(({ by }) => by))).toEqual(new Set(['reply']))
    expect((await messagesOf(me.userId)).map(({ state }) => state)).toEqual(['sent', 'sent'])
    expect((await ask(me.token)).shopper.isFriend).toBe(true)
  })

  test('has more than a greeting can take along when messages are let go next', async () => {
    const me = await logInShopper(api, await meetPerson(api, { friend: 'none' }))
    for (let n = 0; n < 6; n++) await enterAndSettle(api, me)
    expect(new Set((await messagesOf(me.userId)).map(({ reason }) => reason))).toEqual(
      new Set(['not_a_friend']),
    )
    await api.control('/send', { userId: me.userId, type: 'follow' })
    await api.workJobs()
    await releaseHeld(api.ports)
    api.clock.pass(60)
    await api.workJobs()
    expect((await messagesOf(me.userId)).filter(({ state }) => state !== 'sent')).toEqual([])
    const said = (await saidTo(api, me.userId)).map(wordsOf)
    expect(said.filter((words) => words.includes('10ポイントたまりました'))).toHaveLength(6)
  })
})

describe('a friend of whom the webhook has never told', () => {
  test('is known by LINE’s answer before the first message', async () => {
    const me = await logInShopper(api, await meetPerson(api))
    expect(me.shopper.isFriend).toBeNull()
    await enterAndSettle(api, me)
    expect((await saidTo(api, me.userId)).map(wordsOf)).toEqual([expect.stringContaining('10ポイント')])
  })

  test('is known when the mini-app asks, and is not asked to add the account', async () => {
    const me = await logInShopper(api, await meetPerson(api))
    expect(await ask(me.token)).toEqual({
      shopper: expect.objectContaining({ isFriend: true }),
      addUrl: null,
    })
  })
})

test('somebody who blocked the account and writes again is answered, and written to', async () => {
  const me = await logInShopper(api)
  await api.control('/send', { userId: me.userId, type: 'unfollow' })
  await api.workJobs()
  await enterAndSettle(api, me)
  expect(await saidTo(api, me.userId)).toEqual([])
  await api.control('/send', { userId: me.userId, type: 'follow' })
  await api.workJobs()
  expect((await saidTo(api, me.userId)).map(wordsOf)).toEqual([
    expect.stringContaining('10ポイント'),
    expect.any(String),
  ])
})

test('an entry that waits for staff promises no message, only what is there', async () => {
  const me = await logInShopper(api, await meetPerson(api, { friend: 'none' }))
  const entry = (await enterAndSettle(api, me, makeNewReading({ confidence: 0.3 }))) as unknown as {
    message: { ja: string; en: string }
  }
  expect(entry.message.ja).not.toMatch(/LINE|お知らせ/)
  expect(entry.message.en).not.toMatch(/LINE/)
})
