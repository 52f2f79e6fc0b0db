import { campaigns, judgements, ledger, storedSteps } from '@tamaru/db'
import { startReplay } from '@tamaru/domain'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import {
  logInShopper,
  logInStaff,
  saidTo,
  wordsOf,
  type LoggedIn,
} from '../../../tests/support/act-in-line.ts'
import { enterAndSettle, makeNewReading } from '../../../tests/support/enter-receipt.ts'
import { startApi } from '../../../tests/support/start-api.ts'
import { rejudge } from '../entries/rejudge.ts'
import { decideEntry } from './decide-entry.ts'
import { reopenEntry } from './reopen-entry.ts'
import { ReviewDecision } from './review-view.ts'

const prize = { id: 'hit', name: '必ず当たる', oneIn: 1, stock: 100, points: 5 }
const api = await startApi({ rules: { instantWin: { prizes: [prize] }, budget_points: 10_000 } })
afterAll(() => api[Symbol.asyncDispose]())
afterEach(async () => {
  api.clock.at = undefined
  expect(await ledger.findFaults(api.db)).toEqual([])
  for (const kept of await judgements.listByMachine(api.db, api.account.id, '0', 1000)) {
    const { rules } = (await campaigns.findVersion(api.db, api.account.id, kept.campaignVersionId))!
    expect(rejudge(kept, rules)).toBe(undefined)
  }
})

let reviewer: Awaited<ReturnType<typeof logInStaff>>
let colleague: typeof reviewer
let manager: typeof reviewer
beforeAll(async () => {
  reviewer = await logInStaff(api, 'reviewer')
  colleague = await logInStaff(api, 'reviewer')
  manager = await logInStaff(api, 'manager')
})

const HOUR_MS = 3_600_000
const pieces = (quantity: number) => ({
  outcome: 'approved',
  products: [{ productId: 'green-tea', quantity }],
})
const rejection = { outcome: 'rejected', reason: '対象商品を確認できませんでした。' }
const post = (id: string, act: string, json?: object, as = reviewer.token) =>
  api.call('POST', `/api/staff/entries/${id}/${act}`, { as, json })
const decide = (id: string, json: object, as?: string) => post(id, 'decision', json, as)
const reopen = (id: string, as?: string) => post(id, 'reopening', undefined, as)
const balanceOf = ({ shopper }: LoggedIn) => ledger.balance(api.db, shopper.accountId, shopper.id)
const kindOf = async (answer: Response) => ((await answer.json()) as { kind: string }).kind
const journalsOf = (id: string) => api.db<{ naturalKey: string; undone: string | null }[]>`
  select j.natural_key, r.natural_key as undone from journal j left join journal r on r.id = j.reverses
  where j.entry_id = ${id} and j.natural_key not like '%prize%' order by j.id`
const waiting = async () => {
  const me = await logInShopper(api)
  return { me, id: (await enterAndSettle(api, me, makeNewReading({ confidence: 0.4 }))).id }
}
const messagesTo = async (me: LoggedIn) => {
  await api.workJobs()
  return (await saidTo(api, me.userId)).map(wordsOf)
}

describe('a reviewer who decided wrongly', () => {
  test('opens an approval again: the credit is reversed, and the shopper hears once, when it is decided anew', async () => {
    const { me, id } = await waiting()
    await decide(id, pieces(9))
    expect(await balanceOf(me)).toBe(95)
    const before = await messagesTo(me)
    const answer = await reopen(id)
    expect(answer.status).toBe(200)
    expect(await answer.json()).toMatchObject({
      state: 'needs_review',
      points: 0,
      decidedBy: null,
      decision: { decidedBy: 'machine', reason: null, matched: [{ productId: 'green-tea', quantity: 1 }] },
      prize: { name: '必ず当たる' },
    })
    expect(await balanceOf(me)).toBe(5)
    expect(await messagesTo(me)).toEqual(before)

    await decide(id, pieces(2))
    expect(await balanceOf(me)).toBe(25)
    expect(await journalsOf(id)).toEqual([
      { naturalKey: `entry:${id}:credit`, undone: null },
      { naturalKey: `entry:${id}:claw_back`, undone: `entry:${id}:credit` },
      { naturalKey: `entry:${id}:credit:2`, undone: null },
    ])
    expect((await messagesTo(me)).slice(before.length)).toEqual(['結果を見直しました(つかえるポイント 25)'])
    expect(await api.db`select 1 from instant_play where entry_id = ${id}`).toHaveLength(1)
  })

  test('opens a rejection again, and approves it: the points come once', async () => {
    const { me, id } = await waiting()
    await decide(id, rejection)
    await reopen(id)
    await decide(id, pieces(1))
    expect(await balanceOf(me)).toBe(15)
    expect(await kindOf(await decide(id, pieces(1)))).toBe('entry_already_decided')
  })

  test('turns an approval into a rejection in words that blame nobody; the prize stays', async () => {
    const { me, id } = await waiting()
    await decide(id, pieces(1))
    await reopen(id)
    await decide(id, rejection)
    expect(await balanceOf(me)).toBe(5)
    await messagesTo(me)
    const last = JSON.stringify((await saidTo(api, me.userId)).at(-1)!.message)
    expect(last).toContain('スタッフがもう一度確認し、結果を改めました')
    expect(last).toContain(rejection.reason)
    const wins = await api.db`select stands from (
      select e.state = 'approved' as stands from instant_play p join entry e on e.id = p.entry_id
      where p.entry_id = ${id}) s`
    expect(wins).toEqual([{ stands: false }])
  })

  test('may open it as often as it takes, each time with a credit and a reversal of its own', async () => {
    const { me, id } = await waiting()
    for (let round = 1; round <= 3; round++) {
      await decide(id, pieces(round))
      if (round < 3) await reopen(id)
    }
    expect(await balanceOf(me)).toBe(35)
    const json = { reason: '返品のため' }
    expect((await post(id, 'revocation', json, manager.token)).status).toBe(200)
    expect(await balanceOf(me)).toBe(0)
    expect((await journalsOf(id)).at(-1)).toMatchObject({ undone: `entry:${id}:credit:3` })
  })

  test('leaves a debt where the points were spent, and the new credit pays it back', async () => {
    const { me, id } = await waiting()
    await decide(id, pieces(9))
    const { accountId, id: shopperId } = me.shopper
    const spend = { naturalKey: `test:${id}`, shopperId, points: 90 }
    await api.db.begin((sql) => ledger.spend(sql as never, accountId, spend, api.ports.now()))
    await reopen(id)
    expect(await ledger.debtOf(api.db, accountId, shopperId)).toBe(85)
    await decide(id, pieces(9))
    expect(await balanceOf(me)).toBe(5)
    expect(await ledger.debtOf(api.db, accountId, shopperId)).toBe(0)
  })

  test('leaves a trace of who it was, in the trail and in the audit log', async () => {
    const { me, id } = await waiting()
    await decide(id, pieces(1))
    await reopen(id)
    const trail = await judgements.listOfEntry(api.db, api.account.id, id)
    expect(trail.map(({ cause, staffId }) => [cause, staffId])).toEqual([
      ['machine', null],
      ['staff', reviewer.person.id],
      ['reopening', reviewer.person.id],
    ])
    const events = await api.db`select act from audit_event where subject = ${`entry:${id}`} order by id`
    expect(events.map(({ act }) => act as string)).toEqual(['entry.approve', 'entry.reopen'])
    const view = await api.call('GET', `/api/entries/${id}`, { as: me.token })
    // Whether a message will reach them is not known here.
    const { message } = (await view.json()) as { message: { ja: string; en: string } }
    expect(message.ja).toContain('見直しています')
    expect(message.ja + message.en).not.toContain('LINE')
    await decide(id, rejection)
  })
})

describe('is refused', () => {
  test('to a colleague, a manager, and for what the machine decided; the page says so beforehand', async () => {
    const { me, id } = await waiting()
    await decide(id, pieces(1))
    for (const other of [colleague, manager]) {
      const shown = await api.call('GET', `/api/staff/entries/${id}`, { as: other.token })
      expect(await shown.json()).toMatchObject({ reopenableUntil: null })
      const answer = await reopen(id, other.token)
      expect(answer.status).toBe(409)
      expect(await kindOf(answer)).toBe('reopening_not_possible')
    }
    const byMachine = await enterAndSettle(api, me)
    expect((await reopen(byMachine.id)).status).toBe(409)
    const shown = await api.call('GET', `/api/staff/entries/${id}`, { as: reviewer.token })
    expect(await shown.json()).toMatchObject({ reopenableUntil: expect.any(String) })
    expect(await balanceOf(me)).toBe(30)
  })

  test('from 24 hours after the decision on, by the product’s clock; revoking stays', async () => {
    const { me, id } = await waiting()
    const decidedAt = new Date(Date.now() - 5 * 24 * HOUR_MS)
    api.clock.at = decidedAt
    await decideEntry(api.ports, reviewer.person, id, ReviewDecision.parse(pieces(1)))
    api.clock.at = new Date(decidedAt.getTime() + 24 * HOUR_MS)
    await expect(reopenEntry(api.ports, reviewer.person, id)).rejects.toMatchObject({
      kind: 'reopening_not_possible',
    })
    api.clock.at = new Date(decidedAt.getTime() + 24 * HOUR_MS - 1)
    await reopenEntry(api.ports, reviewer.person, id)
    expect(await balanceOf(me)).toBe(5)
  })

  test('to the second of two at once', async () => {
    const { me, id } = await waiting()
    await decide(id, pieces(1))
    const answers = await Promise.all(Array.from({ length: 4 }, () => reopen(id)))
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409, 409])
    const decided = await Promise.all(Array.from({ length: 4 }, () => decide(id, pieces(1))))
    expect(decided.map(({ status }) => status).toSorted()).toEqual([200, 409, 409, 409])
    expect(await balanceOf(me)).toBe(15)
  })

  test('where an entry was revoked, or opened and not yet decided', async () => {
    const { id } = await waiting()
    await decide(id, pieces(1))
    await reopen(id)
    expect((await reopen(id)).status).toBe(409)
    await decide(id, pieces(1))
    await post(id, 'revocation', { reason: '返品のため' }, manager.token)
    expect((await reopen(id)).status).toBe(409)
  })
})

test('what happened, replayed by the same rules, gives what happened', async () => {
  const replay = startReplay({ version: 1, rules: api.campaign.rules })
  const source = { accountId: api.account.id, campaignId: api.campaign.campaignId, sample: 1 }
  for (const step of await storedSteps.list(api.db, source, '0', 10_000)) replay.take(step)
  const really = await api.db`select id, state, points from entry order by id`
  const again = [...replay.entries].map(([id, { state, points }]) => ({ id, state, points }))
  expect(again.toSorted((a, b) => (a.id < b.id ? -1 : 1))).toEqual([...really])
})
