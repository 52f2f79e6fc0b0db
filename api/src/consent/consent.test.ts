import { CURRENT_WORDING } from '@tamaru/domain'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import {
  answerConsent,
  logInShopper,
  logInStaff,
  makePhoto,
  saidTo,
  wordsOf,
  type LoggedIn,
} from '../../../tests/support/act-in-line.ts'
import { enterAndSettle, sendPhoto } from '../../../tests/support/enter-receipt.ts'
import { publishTestNotice } from '../../../tests/support/publish-notice.ts'
import { startApi } from '../../../tests/support/start-api.ts'
import type { AccountView } from './account-view.ts'
import type { ConsentsView } from './consent-view.ts'

const api = await startApi({ rules: { surveyAfter_min: 0 } })
afterAll(() => api[Symbol.asyncDispose]())
afterEach(() => void (api.clock.at = undefined))

const owner = await logInStaff(api, 'owner')
const show = async ({ token }: LoggedIn) =>
  (await (await api.call('GET', '/api/me/consents', { as: token })).json()) as ConsentsView
const answer = (who: LoggedIn, purpose: string, json: object) =>
  api.call('PUT', `/api/me/consents/${purpose}`, { as: who.token, json })
const change = (json: object, as = owner.token) => api.call('PATCH', '/api/staff/account', { as, json })
const account = async () =>
  (await (await api.call('GET', '/api/staff/account', { as: owner.token })).json()) as AccountView
const publish = (as = owner.token, given: object = {}) =>
  api.call('POST', '/api/staff/notice', {
    as,
    json: {
      terms: '規約です',
      privacy: '個人情報の扱い',
      operator: 'ミナト食品株式会社',
      contact: '0120-000-000',
      ...given,
    },
  })
const given = async (who: LoggedIn) =>
  (await show(who)).purposes.filter((each) => each.given).map(({ purpose }) => purpose)

describe('a shopper', () => {
  test('is asked about what the account asks about, in words, and has agreed to nothing but what friends get', async () => {
    const me = await logInShopper(api)
    const { purposes, history } = await show(me)
    expect(purposes.map(({ purpose }) => purpose)).toEqual(['offers', 'surveys', 'analysis'])
    expect(purposes.every(({ title, text }) => title.ja && title.en && text.ja && text.en)).toBe(true)
    expect(await given(me)).toEqual(['surveys'])
    expect(history).toEqual([])
  })

  test('has every answer kept, with its time and words, and a second yes to the same words not again', async () => {
    const me = await logInShopper(api)
    const at = (hour: number) => new Date(Date.UTC(2026, 10, 30, hour))
    for (const [hour, yes] of [
      [1, true],
      [2, true],
      [3, false],
      [4, true],
    ] as const) {
      api.clock.at = at(hour)
      await answerConsent(api, me, yes, 'offers')
    }
    api.clock.at = undefined
    expect((await show(me)).history.map(({ given, at, wording }) => [given, at, wording])).toEqual([
      [true, at(4).toISOString(), CURRENT_WORDING],
      [false, at(3).toISOString(), CURRENT_WORDING],
      [true, at(1).toISOString(), CURRENT_WORDING],
    ])
    await expect(api.db`update consent_event set given = false`).rejects.toThrow('append-only')
    await expect(api.db`delete from consent_event`).rejects.toThrow('append-only')
  })

  test('agrees to the words of now only, and takes back whatever they saw', async () => {
    const me = await logInShopper(api)
    const old = { wording: CURRENT_WORDING - 1, noticeVersion: (await show(me)).noticeVersion }
    const refused = await answer(me, 'offers', { given: true, ...old })
    expect([refused.status, await refused.json()]).toMatchObject([409, { kind: 'consent_text_changed' }])
    expect((await answer(me, 'surveys', { given: false, ...old })).status).toBe(200)
    expect(await given(me)).toEqual([])
  })

  test('cannot agree to what the account does not ask about, nor to what needs no consent', async () => {
    const me = await logInShopper(api)
    const { wording, noticeVersion } = await show(me)
    expect((await answer(me, 'email', { given: true, wording, noticeVersion })).status).toBe(404)
    expect((await answer(me, 'results', { given: true, wording, noticeVersion })).status).toBe(400)
    expect((await show(me)).history).toEqual([])
  })

  test('can take back what the account asks about no more', async () => {
    const me = await logInShopper(api)
    await change({ consent: { email: { ground: 'tick', asked: true } } })
    await answerConsent(api, me, true, 'email')
    await change({ consent: { email: { ground: 'tick', asked: false } } })
    expect(await given(me)).toContain('email')
    await answerConsent(api, me, false, 'email')
    expect((await show(me)).purposes.map(({ purpose }) => purpose)).not.toContain('email')
  })

  test('who wants no surveys is not asked, and is told of their points all the same', async () => {
    const me = await logInShopper(api)
    await answerConsent(api, me, false, 'surveys')
    expect((await enterAndSettle(api, me)).state).toBe('approved')
    const messages = await api.db<{ purpose: string }[]>`
      select purpose from outbox_message where shopper_id = ${me.shopper.id}`
    expect(messages.map(({ purpose }) => purpose)).toEqual(['result'])
    const survey = await api.call('GET', '/api/survey', { as: me.token })
    expect(await survey.json()).toEqual({ invitation: null })
  })
})

describe('an account', () => {
  test('sets what counts as consent, but lets friendship never count for what is chosen by receipts', async () => {
    const manager = await logInStaff(api, 'manager')
    const surveys = { surveys: { ground: 'tick', asked: true } }
    expect((await change({ consent: surveys }, manager.token)).status).toBe(403)
    expect((await change({ consent: { analysis: { ground: 'friendship', asked: true } } })).status).toBe(400)
    expect((await change({ consent: surveys })).status).toBe(200)
    expect(await given(await logInShopper(api))).toEqual([])
    await change({ consent: { surveys: { ground: 'friendship', asked: true } } })
    const surveysNow = (await account()).consent.find(({ purpose }) => purpose === 'surveys')!
    expect(surveysNow).toMatchObject({ changedAt: expect.any(String) as string, changedBy: '担当 (owner)' })
    const { given: yes, silentFriends } = surveysNow.people
    expect([surveysNow.people.standing, silentFriends > 0]).toEqual([yes + silentFriends, true])
    const [last] = await api.db<{ before: unknown; after: unknown }[]>`
      select before, after from audit_event where act = 'account.change' order by seq desc limit 1`
    expect(last).toMatchObject({
      before: { consent: { surveys: { ground: 'tick' } } },
      after: { consent: { surveys: { ground: 'friendship' } } },
    })
  })

  test('sees how many agreed, refused and were never asked, and whom offers by purchases leave out', async () => {
    const before = await account()
    const [both, one, none] = [await logInShopper(api), await logInShopper(api), await logInShopper(api)]
    await answerConsent(api, both, true, 'offers', 'analysis')
    await answerConsent(api, one, true, 'offers')
    await answerConsent(api, none, false, 'offers')
    const after = await account()
    const offers = ({ consent }: AccountView) => consent.find(({ purpose }) => purpose === 'offers')!.people
    expect(after.shoppers - before.shoppers).toBe(3)
    expect(offers(after).given - offers(before).given).toBe(2)
    expect(offers(after).refused - offers(before).refused).toBe(1)
    // The ground is the tick: friends who said nothing are not in it.
    expect(offers(after).standing).toBe(offers(after).given)
    expect(offers(after).silentFriends).toBe(offers(before).silentFriends)
    expect(offers(after).neverAsked).toBe(after.shoppers - offers(after).given - offers(after).refused)
    expect(after.offersByPurchases.reached - before.offersByPurchases.reached).toBe(1)
    expect(after.offersByPurchases.excluded - before.offersByPurchases.excluded).toBe(1)
  })

  test('publishes its notice in versions, readable without a login, and a consent names the one that stood', async () => {
    expect((await publish((await logInStaff(api, 'manager')).token)).status).toBe(403)
    expect((await publish(owner.token, { contact: ' ' })).status).toBe(400)
    await publish()
    const me = await logInShopper(api)
    await answerConsent(api, me, true, 'offers')
    await publish(owner.token, { privacy: '新しい扱い' })
    const seen = { given: true, wording: CURRENT_WORDING, noticeVersion: 2 }
    expect((await answer(me, 'analysis', seen)).status).toBe(409)
    await answerConsent(api, me, true, 'analysis')
    expect((await show(me)).history.map(({ purpose, noticeVersion }) => [purpose, noticeVersion])).toEqual([
      ['analysis', 3],
      ['offers', 2],
    ])
    const read = async (query: string) =>
      (await (await api.call('GET', `/api/notice${query}`)).json()) as object
    expect(await read('')).toMatchObject({ version: 3, privacy: '新しい扱い', accountName: api.account.name })
    expect(await read('?version=2')).toMatchObject({ version: 2, privacy: '個人情報の扱い' })
    expect((await api.call('GET', '/api/notice?version=9')).status).toBe(404)
    await expect(api.db`update account_notice set privacy = ''`).rejects.toThrow('append-only')
  })

  test('takes no entry before its notice is published, in the app or in the chat, and says so', async () => {
    await using bare = await startApi({ notice: false })
    expect((await bare.call('GET', '/api/notice')).status).toBe(404)
    const me = await logInShopper(bare)
    const refused = await sendPhoto(bare, me.token)
    expect([refused.status, ((await refused.json()) as { kind: string }).kind]).toEqual([
      409,
      'notice_missing',
    ])
    const base64 = Buffer.from(await makePhoto().arrayBuffer()).toString('base64')
    await bare.control('/send', { userId: me.userId, type: 'image', mediaType: 'image/jpeg', base64 })
    await bare.workJobs()
    expect((await saidTo(bare, me.userId)).map(wordsOf)).toEqual([expect.stringContaining('規約がまだ公開')])
    await publishTestNotice(bare.db, bare.account.id)
    expect((await sendPhoto(bare, me.token)).status).toBe(202)
  })
})
