import { campaigns, judgements, ledger } from '@tamaru/db'
import { DECIDING_VERSION, NO_HISTORY, seededRandom, type DecidingChange, type Reading } from '@tamaru/domain'
import { afterAll, describe, expect, test } from 'vitest'
import {
  logInShopper,
  logInStaff,
  saidTo,
  wordsOf,
  type LoggedIn,
} from '../../../tests/support/act-in-line.ts'
import { daysAgo, enterAndSettle, makeNewReading } from '../../../tests/support/enter-receipt.ts'
import { makeDecision } from '../../../tests/support/make-decision.ts'
import { makeItem, makeReading } from '../../../tests/support/make-reading.ts'
import { makeRules } from '../../../tests/support/make-rules.ts'
import { startApi } from '../../../tests/support/start-api.ts'
import { rejudge } from './rejudge.ts'

const api = await startApi({ rules: { stamps: { per: 'product', goal: 3, points: 30 } } })
afterAll(() => api[Symbol.asyncDispose]())

interface Shown {
  state: string
  points: number
  mayAppeal: boolean
  appealedAt: string | null
  judgements: { cause: string; outcome: string; version: number; points: number; checks: { id: string }[] }[]
  message: { ja: string }
}
const show = async (who: LoggedIn, id: string) =>
  (await (await api.call('GET', `/api/entries/${id}`, { as: who.token })).json()) as Shown
const appeal = (who: LoggedIn, id: string) => api.call('POST', `/api/entries/${id}/appeal`, { as: who.token })
const tooOld = () => makeNewReading({ purchasedAt: `${daysAgo(70)}T12:34` })
const byMachine = async () => judgements.listByMachine(api.db, api.account.id, '0', 1000)

const reviewer = await logInStaff(api, 'reviewer')
const manager = await logInStaff(api, 'manager')
const decide = (id: string, json: object) =>
  api.call('POST', `/api/staff/entries/${id}/decision`, { as: reviewer.token, json })
const approval = { outcome: 'approved', products: [{ productId: 'green-tea', quantity: 2 }] }
const revoke = (id: string, as = manager.token, reason = '返品のため取り消しました。') =>
  api.call('POST', `/api/staff/entries/${id}/revocation`, { as, json: { reason } })

/** A reading with a bit of everything that may be on a receipt, or be misread. */
function anyReading(random: () => number): Reading {
  const oneOf = <T>(...things: T[]) => things[Math.floor(random() * things.length)]!
  const names = [
    'ミナト 緑茶 500ml',
    'ﾐﾅﾄ ﾑｷﾞﾁｬ 600',
    'ミナト 新茶',
    '牛乳 1L',
    'ﾐﾅﾄ ｶｯﾌﾟﾐｿｼﾙ',
    'ミナトのり塩チップ',
  ]
  const items = Array.from({ length: Math.floor(random() * 6) }, () =>
    makeItem(oneOf(...names), { quantity: 1 + Math.floor(random() * 9), unitPrice: oneOf(98, 128, 198) }),
  )
  return makeNewReading({
    items,
    confidence: oneOf(0.2, 0.79, 0.8, 0.99),
    total: oneOf(null, 306, 1_280),
    purchasedAt: oneOf(null, `${daysAgo(1)}T10:00`, `${daysAgo(70)}T10:00`, daysAgo(3)),
    quality: { kind: oneOf('receipt', 'receipt', 'receipt', 'cut', 'not_a_receipt'), reason: null },
  })
}

describe('a shopper whose entry was rejected', () => {
  test('may ask for a second look once, and staff then decide', async () => {
    const me = await logInShopper(api)
    const { id } = await enterAndSettle(api, me, tooOld())
    expect(await show(me, id)).toMatchObject({ state: 'rejected', mayAppeal: true, appealedAt: null })

    const answer = await appeal(me, id)
    expect(answer.status).toBe(200)
    expect(await answer.json()).toMatchObject({ state: 'needs_review', mayAppeal: false })
    expect(await (await appeal(me, id)).json()).toMatchObject({ kind: 'appeal_used', status: 409 })

    expect((await decide(id, approval)).status).toBe(200)
    await api.workJobs()
    expect(await show(me, id)).toMatchObject({ state: 'approved', points: 20, mayAppeal: false })
    const said = (await saidTo(api, me.userId)).map(wordsOf)
    expect(said.some((words) => words.startsWith('20ポイントたまりました'))).toBe(true)
  })

  test('is shown every step and what each one rests on', async () => {
    const me = await logInShopper(api)
    const { id } = await enterAndSettle(api, me, tooOld())
    await appeal(me, id)
    await decide(id, { outcome: 'rejected', reason: '購入日が対象期間の前でした。' })
    const shown = await show(me, id)
    expect(shown).toMatchObject({
      state: 'rejected',
      mayAppeal: false,
      message: { ja: '購入日が対象期間の前でした。' },
    })
    expect(shown.judgements.map(({ cause, outcome }) => `${cause} ${outcome}`)).toEqual([
      'machine rejected',
      'appeal needs_review',
      'staff rejected',
    ])
    expect(shown.judgements[0]!.checks.length).toBeGreaterThan(5)
    expect(await (await appeal(me, id)).json()).toMatchObject({ kind: 'appeal_used' })
  })

  test.each([
    ['approved', undefined],
    ['waiting for staff', { confidence: 0.4 }],
  ])('is somebody else than one whose entry is %s', async (_state, given) => {
    const me = await logInShopper(api)
    const { id } = await enterAndSettle(api, me, makeNewReading(given))
    expect(await (await appeal(me, id)).json()).toMatchObject({ kind: 'appeal_not_possible' })
  })

  test('appeals for nobody else', async () => {
    const [me, other] = [await logInShopper(api), await logInShopper(api)]
    const { id } = await enterAndSettle(api, me, tooOld())
    expect((await appeal(other, id)).status).toBe(404)
    expect(await show(me, id)).toMatchObject({ state: 'rejected', mayAppeal: true })
  })

  test('gets one second look out of two taps at once', async () => {
    const me = await logInShopper(api)
    const { id } = await enterAndSettle(api, me, tooOld())
    const answers = await Promise.all([appeal(me, id), appeal(me, id)])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
  })
})

describe('a credit that a manager takes back', () => {
  test('leaves the card, and the shopper is told why', async () => {
    const me = await logInShopper(api)
    const { id } = await enterAndSettle(api, me)
    const answer = await revoke(id)
    expect([answer.status, await answer.json()]).toMatchObject([200, { state: 'revoked', points: 0 }])
    await api.workJobs()
    expect(await ledger.balance(api.db, api.account.id, me.shopper.id)).toBe(0)
    expect((await saidTo(api, me.userId)).map(wordsOf)).toContain(
      'ポイントを取り消しました(取り消し 10ポイント: つかえるポイントから10、つかえるポイント 0)',
    )
    const shown = await show(me, id)
    expect(shown.judgements.at(-1)).toMatchObject({ cause: 'revocation', outcome: 'revoked' })
    const lines = await api.db`select 1 from purchased_item where entry_id = ${id}`
    expect(lines).toHaveLength(0)
    const acts = await api.db`select act from audit_event where subject = ${`entry:${id}`}`
    expect(acts.map(({ act }) => act)).toEqual(['entry.revoke'])
  })

  test('is taken back once, and only from an approved entry', async () => {
    const me = await logInShopper(api)
    const { id } = await enterAndSettle(api, me)
    const answers = await Promise.all([revoke(id), revoke(id)])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    const rejected = await enterAndSettle(api, me, tooOld())
    expect(await (await revoke(rejected.id)).json()).toMatchObject({ kind: 'entry_not_approved' })
  })

  test('does not count towards the day, the campaign or the stamp card any more', async () => {
    const me = await logInShopper(api)
    const three = () => makeNewReading({ items: [makeItem('ミナト 緑茶 500ml', { quantity: 2 })] })
    const first = await enterAndSettle(api, me, three())
    await revoke(first.id)
    expect(await enterAndSettle(api, me, three())).toMatchObject({ points: (2 * first.points) / 2 })
  })

  test('is not for a reviewer to take', async () => {
    const me = await logInShopper(api)
    const { id } = await enterAndSettle(api, me)
    expect((await revoke(id, reviewer.token)).status).toBe(403)
    expect((await revoke(id, manager.token, ' ')).status).toBe(400)
  })
})

// Last, since it publishes rules that the tests above do not know.
describe('judging again what was judged', () => {
  test('gives the stored result, whatever was read, though the rules have changed since', async () => {
    const random = seededRandom(20_261_122)
    const people = [await logInShopper(api), await logInShopper(api)]
    for (let n = 0; n < 60; n++) {
      if (n % 20 === 19) {
        const rules = makeRules({ ...api.campaign.rules, pointsPerProduct: 5 + n })
        await api.db.begin((sql) =>
          campaigns.publish(sql as never, api.account.id, `c${n}`, rules, { now: api.ports.now() }),
        )
      }
      // As fast as people may send photos one after the other.
      api.clock.at = new Date(Date.now() + n * 6_000)
      await enterAndSettle(api, people[n % 2]!, anyReading(random))
    }
    api.clock.at = undefined
    const kept = await byMachine()
    expect(kept.length).toBeGreaterThanOrEqual(60)
    expect(new Set(kept.map(({ decision }) => decision.outcome)).size).toBe(3)
    expect(new Set(kept.map(({ campaignVersionId }) => campaignVersionId)).size).toBeGreaterThan(1)
    for (const judgement of kept) {
      const { rules } = (await campaigns.findVersion(api.db, api.account.id, judgement.campaignVersionId))!
      expect(rejudge(judgement, rules)).toBeUndefined()
    }
  })

  test('is told apart where something else was known', () => {
    const reading = makeReading()
    const judgement = {
      ...({} as judgements.KeptJudgement),
      version: 1,
      decidingVersion: 1,
      reading,
      history: { ...NO_HISTORY, pointsToday: 995 },
      judgedFor: '2026-11-02',
      decision: makeDecision(),
    }
    const lowerCap: DecidingChange = {
      ...{ version: 2, kind: 'lower-cap', reason: '', expected: '' },
      alters: () => ['points', 'lines', 'checks.points_left_today'],
    }
    expect(rejudge(judgement, makeRules())).toMatchObject({
      differences: expect.arrayContaining([{ place: 'points', then: 10, now: 5 }]),
      declared: null,
    })
    expect(rejudge(judgement, makeRules(), [lowerCap])).toMatchObject({ declared: [lowerCap] })
    expect(rejudge({ ...judgement, decidingVersion: 2 }, makeRules(), [lowerCap])).toMatchObject({
      declared: null,
    })
  })

  test('is kept with the version of the rules that decided', async () => {
    const versions = (await byMachine()).map(({ decidingVersion }) => decidingVersion)
    expect(new Set(versions)).toEqual(new Set([DECIDING_VERSION]))
  })
})
