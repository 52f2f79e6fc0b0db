import { ledger, offers } from '@tamaru/db'
import { addDays, tokyoDate } from '@tamaru/domain'
import { afterAll, expect, test } from 'vitest'
import { keepHouse } from '../../api/src/keep-house.ts'
import {
  answerConsent,
  logInShopper,
  logInStaff,
  makePhoto,
  meetPerson,
  saidTo,
  wordsOf,
} from '../support/act-in-line.ts'
import { enterAndSettle, makeNewReading, recordReading } from '../support/enter-receipt.ts'
import { makeItem } from '../support/make-reading.ts'
import { productOf } from '../support/product-of.ts'
import { startApi } from '../support/start-api.ts'

const api = await startApi({ rules: { surveyAfter_min: 60, pointsLiveForDays: 180 } })
afterAll(() => api[Symbol.asyncDispose]())

const json = async <T>(answer: Promise<Response>) => (await (await answer).json()) as T
/** The rest of the day and the night go by: it is noon. */
const letTimePass = async () => {
  api.clock.at = new Date(`${addDays(tokyoDate(api.ports.now()), 1)}T12:00:00+09:00`)
  await api.workJobs()
}

test('from the chat to the card and back: one person, whichever door they come by', async () => {
  const person = await meetPerson(api, { displayName: '中村 めい', friend: 'none' })
  const inChat = (what: object) => api.control('/send', { userId: person.userId, ...what })
  const heard = async () => (await saidTo(api, person.userId)).map(wordsOf)
  await offers.add(
    api.db,
    api.account.id,
    {
      name: 'お茶からお菓子へ',
      boughtProductIds: [await productOf(api.db, api.campaign, 'green-tea')],
      neverProductIds: [await productOf(api.db, api.campaign, 'nori-chips')],
      title: 'のり塩チップスはいかがですか',
      body: 'お茶によく合います。',
      link: '/',
    },
    api.ports.now(),
  )

  // They add the account, and send their first receipt where they are: in the chat.
  await inChat({ type: 'follow' })
  const base64 = Buffer.from(await makePhoto().arrayBuffer()).toString('base64')
  await inChat({ type: 'image', mediaType: 'image/jpeg', base64 })
  await api.workJobs()
  const [first] = await api.db<{ id: string }[]>`select id from entry`
  await recordReading(api, first!.id, makeNewReading())
  await api.workJobs()
  expect(await heard()).toEqual([
    expect.stringContaining('レシートでポイントがたまります'),
    expect.stringContaining('レシートを受け取りました'),
    '10ポイントたまりました(つかえるポイント 10)',
  ])

  // They open the mini-app: the entry and its points are there. LINE's user ID is the same at both doors.
  const me = await logInShopper(api, person)
  const { items: entries } = await json<{ items: object[] }>(
    api.call('GET', '/api/entries', { as: me.token }),
  )
  expect(entries).toMatchObject([{ id: first!.id, state: 'approved', points: 10 }])

  // The question comes by day, and is answered once.
  await letTimePass()
  expect(await heard()).toContain('1分アンケートのお願い')
  const { invitation } = await json<{ invitation: { id: string } }>(
    api.call('GET', '/api/survey', { as: me.token }),
  )
  const answer = { score: 9, reason: 'おいしい' }
  await api.call('POST', `/api/survey/${invitation.id}/answer`, { as: me.token, json: answer })

  // They agree to offers, and buy tea again: the offer is for what they have never bought.
  await answerConsent(api, me, true, 'offers', 'analysis')
  const two = makeNewReading({ items: [makeItem('ミナト 緑茶 500ml', { quantity: 2 })] })
  expect(await enterAndSettle(api, me, two)).toMatchObject({ state: 'approved', points: 20 })
  await letTimePass()
  expect((await heard()).at(-1)).toBe('のり塩チップスはいかがですか')

  // Half a year on, the points have lapsed, and both doors say so.
  api.clock.pass(182 * 86_400)
  await keepHouse(api.ports)
  await keepHouse(api.ports)
  const { token } = await logInShopper(api, person)
  const card = await json<{ balance: number }>(api.call('GET', '/api/points', { as: token }))
  expect(card).toMatchObject({ balance: 0, lots: [], nextExpiry: null })
  const { items: moves } = await json<{ items: { points: number }[] }>(
    api.call('GET', '/api/points/history', { as: token }),
  )
  expect(moves.map(({ points }) => points).toSorted((a, b) => a - b)).toEqual([-20, -10, 10, 20])
  await inChat({ type: 'text', text: 'ポイント' })
  await api.workJobs()
  expect((await heard()).at(-1)).toBe('つかえるポイント 0')
  expect(await ledger.findFaults(api.db)).toEqual([])

  // Staff see what the shopper said.
  const viewer = await logInStaff(api, 'viewer')
  expect(await json(api.call('GET', '/api/staff/nps', { as: viewer.token }))).toMatchObject({
    score: 100,
  })
  expect(await json(api.call('GET', '/api/staff/nps/answers', { as: viewer.token }))).toMatchObject({
    items: [{ score: 9, reason: 'おいしい', shopperName: '中村 めい' }],
  })
})

test('points are good through the evening of their last day', async () => {
  api.clock.at = undefined
  const me = await logInShopper(api)
  await enterAndSettle(api, me)
  const lastDay = addDays(tokyoDate(new Date()), 180)
  const balanceAt = async (at: string) => {
    api.clock.at = new Date(at)
    await keepHouse(api.ports)
    api.clock.at = undefined
    return ledger.balance(api.db, api.account.id, me.shopper.id)
  }
  expect(await balanceAt(`${lastDay}T23:59:59+09:00`)).toBe(10)
  expect(await balanceAt(`${addDays(lastDay, 1)}T00:00:00+09:00`)).toBe(0)
})
