import { campaignDrafts, campaigns } from '@tamaru/db'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { logInShopper, logInStaff } from '../../../tests/support/act-in-line.ts'
import { enterAndSettle, makeNewReading } from '../../../tests/support/enter-receipt.ts'
import { finishRun } from '../../../tests/support/finish-run.ts'
import { makeItem } from '../../../tests/support/make-reading.ts'
import { startApi } from '../../../tests/support/start-api.ts'
import type { AliasView } from './alias-view.ts'

const api = await startApi()
afterAll(() => api[Symbol.asyncDispose]())

let viewer: string
let reviewer: string
let manager: string
beforeAll(async () => {
  viewer = (await logInStaff(api, 'viewer')).token
  reviewer = (await logInStaff(api, 'reviewer')).token
  manager = (await logInStaff(api, 'manager')).token
})

/** Names that no other test prints. */
let nth = 0
const newLine = () => `ｱｵ${'ｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄ'[nth++]}ｼﾞﾙｼ ﾄｸﾍﾞﾂ`

/** An entry with this line on it, which waits for staff: the reading is not certain. */
async function enterLine(printed: string, given: { confidence?: number } = {}) {
  const reading = makeNewReading({
    items: [makeItem('食パン 6枚切', { unitPrice: 178 }), makeItem(printed)],
    confidence: 0.4,
    ...given,
  })
  return enterAndSettle(api, await logInShopper(api), reading)
}

const decide = (id: string, json: object) =>
  api.call('POST', `/api/staff/entries/${id}/decision`, { as: reviewer, json })
const name = (printed: string, productId = 'green-tea') => ({
  outcome: 'approved',
  products: [{ productId, quantity: 1, printed }],
})

/** Staff name a product for the line, in an entry of its own. */
async function teach(printed: string, productId?: string): Promise<string> {
  const { id } = await enterLine(printed)
  expect((await decide(id, name(printed, productId))).status).toBe(200)
  return id
}

async function list(state = 'open'): Promise<AliasView[]> {
  const answer = await api.call('GET', `/api/staff/aliases?state=${state}`, { as: viewer })
  return ((await answer.json()) as { items: AliasView[] }).items
}
const candidateFor = async (printed: string, productId = 'green-tea') =>
  (await list()).find((one) => one.printed === printed && one.productId === productId)

async function replay(id: string, as = manager): Promise<AliasView> {
  const { state } = await finishRun(api, `/api/staff/aliases/${id}/replay`, as)
  expect(state).toBe('done')
  return (await list()).find((one) => one.id === id)!
}

async function act(what: 'replay' | 'accept' | 'dismiss', id: string, json: object = {}, as = manager) {
  const answer = await api.call('POST', `/api/staff/aliases/${id}/${what}`, { as, json })
  return { status: answer.status, body: (await answer.json()) as AliasView & { kind: string } }
}

describe('a printed line for which staff name a product', () => {
  test('becomes a candidate, with how often, by whom, where, and what speaks against it', async () => {
    const printed = newLine()
    expect(await candidateFor(printed)).toBeUndefined()
    const [first, second] = [await teach(printed), await teach(printed)]
    const { id: uncounted } = await enterLine(printed)
    await decide(uncounted, name('食パン 6枚切', 'cup-miso'))
    expect(await candidateFor(printed)).toMatchObject({
      campaignId: api.campaign.campaignId,
      state: 'open',
      seen: { entries: 2, staff: ['担当 (reviewer)'], examples: [second, first] },
      against: { entries: 1, examples: [uncounted] },
      replay: null,
    })
  })

  test('does not where the machine was as sure of it', async () => {
    const printed = 'ミナト 緑茶 500ml'
    await teach(printed)
    expect(await candidateFor(printed)).toBeUndefined()
  })

  test('does not in an entry that is rejected', async () => {
    const printed = newLine()
    const { id } = await enterLine(printed)
    await decide(id, { ...name(printed), outcome: 'rejected', reason: '対象外の店舗です。' })
    expect(await candidateFor(printed)).toBeUndefined()
  })
})

describe('a replay', () => {
  test('shows the lines that would match anew, and how their entries were decided; it is kept', async () => {
    const printed = newLine()
    const taught = await teach(printed)
    const { id: waiting } = await enterLine(printed)
    const { id } = (await candidateFor(printed))!
    const body = await replay(id, reviewer)
    expect(body.replay).toMatchObject({
      version: expect.any(Number),
      by: '担当 (reviewer)',
      isCurrent: true,
      result: { changed: 2, agrees: 1, conflicts: 0, unknown: 1 },
    })
    expect(body.replay!.result.lines).toMatchObject([
      {
        entryId: waiting,
        verdict: 'unknown',
        before: null,
        after: { productId: 'green-tea', certainty: 'sure' },
      },
      { entryId: taught, verdict: 'agrees', counted: 'green-tea', decidedBy: 'staff' },
    ])
    expect((await candidateFor(printed))!.replay).toEqual(body.replay)
  })
})

describe('a candidate is accepted', () => {
  test('into the next version: from then on the line counts for sure, brand or not', async () => {
    const printed = newLine()
    await teach(printed)
    const { id } = (await candidateFor(printed))!
    const before = (await campaigns.findInForce(api.db, api.account.id, api.ports.now()))!
    await replay(id)
    const { status, body } = await act('accept', id)
    expect([status, body.state, body.decidedBy]).toEqual([200, 'accepted', '担当 (manager)'])

    const after = (await campaigns.findInForce(api.db, api.account.id, api.ports.now()))!
    expect(after.version).toBe(before.version + 1)
    expect(after.rules.products.find((one) => one.id === 'green-tea')!.aliases).toContain(printed)
    expect(await campaigns.findVersion(api.db, api.account.id, before.id)).toEqual(before)
    expect(await enterLine(printed, { confidence: 0.99 })).toMatchObject({ state: 'approved', points: 10 })
    const acts = await api.db`select act from audit_event where subject = ${`alias:${id}`} order by id`
    expect(acts.map((one) => one.act)).toEqual(['alias.replay', 'alias.accept'])
  })

  test('not before it was replayed, nor when something was seen or published since', async () => {
    const [printed, other] = [newLine(), newLine()]
    await teach(printed)
    await teach(other)
    const { id } = (await candidateFor(printed))!
    expect((await act('accept', id)).body.kind).toBe('alias_not_replayed')
    await replay(id)
    await teach(printed)
    expect((await act('accept', id)).body.kind).toBe('alias_not_replayed')
    await replay(id)
    const { id: otherId } = (await candidateFor(other))!
    await replay(otherId)
    expect((await act('accept', otherId)).status).toBe(200)
    expect((await act('accept', id)).body.kind).toBe('alias_not_replayed')
  })

  test('one after another: of two at the same moment neither is lost', async () => {
    const lines = [newLine(), newLine()]
    for (const printed of lines) await teach(printed)
    const ids = await Promise.all(lines.map(async (printed) => (await candidateFor(printed))!.id))
    for (const id of ids) await replay(id)
    const answers = await Promise.all(ids.map((id) => act('accept', id)))
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409])
    const late = ids[answers.findIndex(({ status }) => status === 409)]!
    await replay(late)
    await act('accept', late)
    const { rules } = (await campaigns.findInForce(api.db, api.account.id, api.ports.now()))!
    expect(rules.products.flatMap(({ aliases }) => aliases)).toEqual(expect.arrayContaining(lines))
  })

  test('over a conflict only with a reason, which is kept', async () => {
    const printed = newLine()
    await teach(printed)
    await teach(printed, 'cup-miso')
    const { id } = (await candidateFor(printed))!
    expect((await replay(id)).replay!.result).toMatchObject({ agrees: 1, conflicts: 1 })
    expect((await act('accept', id)).body.kind).toBe('alias_conflicts')
    const overrideReason = '味噌汁は審査の誤りでした。'
    expect((await act('accept', id, { overrideReason })).body).toMatchObject({
      state: 'accepted',
      reason: overrideReason,
    })
  })

  test('and what somebody is working on in the draft is kept, with the alias', async () => {
    const printed = newLine()
    await teach(printed)
    const { id } = (await candidateFor(printed))!
    const { campaignId } = api.campaign
    const draft = (await campaignDrafts.find(api.db, api.account.id, campaignId))!
    const { person } = await logInStaff(api, 'manager')
    await campaignDrafts.change(api.db, api.account.id, campaignId, {
      rules: { ...draft.rules, pointsPerProduct: 77 },
      revision: draft.revision,
      staffId: person.id,
      now: api.ports.now(),
    })
    await replay(id)
    await act('accept', id)
    const kept = (await campaignDrafts.find(api.db, api.account.id, campaignId))!
    expect(kept.rules).toMatchObject({ pointsPerProduct: 77 })
    expect(kept.authors).toContain(person.id)
    expect(JSON.stringify(kept.rules)).toContain(printed)
    const published = (await campaigns.findInForce(api.db, api.account.id, api.ports.now()))!
    expect(published.rules.pointsPerProduct).toBe(10)
  })
})

test('a candidate that is dismissed is not offered again, however often it is seen', async () => {
  const printed = newLine()
  await teach(printed)
  const { id } = (await candidateFor(printed))!
  const { body } = await act('dismiss', id, { reason: '別の商品です。' })
  expect(body).toMatchObject({ state: 'dismissed', reason: '別の商品です。' })
  await teach(printed)
  expect(await candidateFor(printed)).toBeUndefined()
  expect((await list('dismissed')).map((one) => one.id)).toContain(id)
  for (const what of ['replay', 'accept', 'dismiss'] as const)
    expect((await act(what, id)).body.kind).toBe('alias_already_decided')
})
