import { outbox } from '@tamaru/db'
import { RIGHTS, tokyoDate, type Right } from '@tamaru/domain'
import { randomUUID } from 'node:crypto'
import { afterAll, expect, test } from 'vitest'
import { logInShopper, logInStaff, logInWithRights, meetPerson } from '../../../tests/support/act-in-line.ts'
import { enterAndSettle, makeNewReading, sendPhoto } from '../../../tests/support/enter-receipt.ts'
import { startApi } from '../../../tests/support/start-api.ts'

const NAME = '薔薇園ヒヤシンス'
const PICTURE = 'https://pictures.example/hyacinth.jpg'
const prize = { id: 'tea', name: '緑茶', oneIn: 1, stock: 100, points: null, value_yen: null }
const api = await startApi({ rules: { instantWin: { prizes: [prize] } } })
afterAll(() => api[Symbol.asyncDispose]())

// A person who shows wherever staff meet people: in entries, answers, wins, coupons and messages that did not go out.
const who = await logInShopper(api, await meetPerson(api, { displayName: NAME }))
await api.db`update shopper set picture_url = ${PICTURE} where id = ${who.shopper.id}`
const clear = makeNewReading({ receiptNumber: null })
const correction = { purchasedAt: clear.purchasedAt, total: clear.total }
const blurred = { ...clear, purchasedAt: null, total: null, confidence: 0.3 }
const waiting = await enterAndSettle(api, who, blurred)
const approved = await enterAndSettle(api, who, clear)
await sendPhoto(api, who.token)
const survey = await api.call('GET', '/api/survey', { as: who.token })
const { invitation } = (await survey.json()) as { invitation: { id: string } }
await api.call('POST', `/api/survey/${invitation.id}/answer`, { as: who.token, json: { score: 9 } })
const owner = await logInStaff(api, 'owner')
const terms = {
  name: { ja: '緑茶 1本', en: 'A bottle of green tea' },
  words: { ja: 'レジで使えます。', en: 'Use it at the till.' },
  ...{ cost_points: 1, couponDays: 7 },
}
const json = { kind: 'till_code', terms }
const added = await api.call('POST', '/api/staff/rewards', { as: owner.token, json })
const path = `/api/rewards/${((await added.json()) as { id: string }).id}/exchange`
const headers = { 'idempotency-key': randomUUID() }
const { id: couponId } = (await (await api.call('POST', path, { as: who.token, headers })).json()) as {
  id: string
}
const held = (await api.call('GET', `/api/coupons/${couponId}`, { as: who.token })).json()
const { code } = (await held) as { code: { text: string } }
const budget = { name: 'お詫び', purpose: 'お詫び', limit: 10, ownerId: owner.person.id }
const day = tokyoDate(api.ports.now())
const budgetJson = { ...budget, startsOn: day, endsOn: day }
const made = await api.call('POST', '/api/staff/budgets', { as: owner.token, json: budgetJson })
const { id: budgetId } = (await made.json()) as { id: string }
await api.call('POST', `/api/staff/shoppers/${who.shopper.id}/points`, {
  ...{ as: owner.token, headers, json: { budgetId, points: 1, reason: 'お詫び' } },
})
const messageId = await outbox.write(api.db, {
  ...{ accountId: api.account.id, shopperId: who.shopper.id, naturalKey: randomUUID() },
  ...{ purpose: 'result', messages: [{ type: 'text', text: '結果' }], now: api.ports.now() },
})
await outbox.hold(api.db, messageId!, { reason: 'refused', now: api.ports.now() })

const { paths } = (await (await api.call('GET', '/api/openapi.json')).json()) as {
  paths: Record<string, Record<string, object>>
}
const STATES = ['received', 'needs_review', 'approved']
const views = Object.keys(paths)
  .filter((path) => path.startsWith('/api/staff') && 'get' in paths[path]!)
  .flatMap((path) =>
    path.includes('{id}')
      ? [approved.id, waiting.id, api.campaign.campaignId, who.shopper.id, budgetId].map((id) =>
          path.replace('{id}', id).replace('{version}', '1'),
        )
      : [path, `${path}?code=${code.text}`, ...STATES.map((state) => `${path}?state=${state}`)],
  )

test('who may not see names sees none, whatever view they open and whatever they do', async () => {
  const blind = await logInWithRights(api, ...RIGHTS.filter((right: Right) => right !== 'names'))
  const ask = async (method: string, path: string, as: string, json?: object) =>
    (await api.call(method, path, { as, json })).text()
  const shows: string[] = []
  for (const view of views) {
    if ((await ask('GET', view, owner.token)).includes(NAME)) shows.push(view.replace(/[?].*/, ''))
    const seen = await ask('GET', view, blind.token)
    for (const secret of [NAME, NAME.slice(1), PICTURE, who.userId]) expect(seen, view).not.toContain(secret)
  }
  const { campaignId } = api.campaign
  expect(new Set(shows)).toEqual(
    new Set([
      '/api/staff/entries',
      `/api/staff/entries/${approved.id}`,
      `/api/staff/entries/${waiting.id}`,
      '/api/staff/nps/answers',
      '/api/staff/messages',
      '/api/staff/coupons',
      `/api/staff/campaigns/${campaignId}/wins`,
      `/api/staff/budgets/${budgetId}/draws`,
      `/api/staff/people/${who.shopper.id}/export`,
      '/api/staff/shoppers',
      '/api/staff/shoppers.csv',
      `/api/staff/shoppers/${who.shopper.id}`,
    ]),
  )
  expect(await ask('GET', `/api/staff/entries/${waiting.id}`, blind.token)).toContain('"薔＊＊"')
  const acts: [string, object?][] = [
    [`/api/staff/entries/${waiting.id}/preview`, { outcome: 'approved', products: [], correction }],
    [`/api/staff/entries/${waiting.id}/decision`, { outcome: 'rejected', reason: '同じレシートです。' }],
    [`/api/staff/entries/${waiting.id}/reopening`],
    [`/api/staff/coupons/${couponId}/use`],
  ]
  for (const [path, json] of acts) {
    const answer = await api.call('POST', path, { as: blind.token, json })
    expect(answer.status, path).toBe(200)
    const text = await answer.text()
    expect(text, path).toContain('薔＊＊')
    expect(text, path).not.toContain(NAME.slice(1))
  }
})
