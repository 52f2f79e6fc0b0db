import { ledger, personFacts, refreshTouched } from '@tamaru/db'
import { seededRandom, tokyoDate, wordingCovers } from '@tamaru/domain'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { answerConsent, logInShopper, logInStaff, type LoggedIn } from '../../../tests/support/act-in-line.ts'
import { atLength } from '../../../tests/support/at-length.ts'
import { enterAndSettle, makeNewReading } from '../../../tests/support/enter-receipt.ts'
import { makeItem } from '../../../tests/support/make-reading.ts'
import { startApi } from '../../../tests/support/start-api.ts'
import { erasePerson } from '../leaving/erase-person.ts'

const api = await startApi({ rules: { surveyAfter_min: 0 } })
afterAll(() => api[Symbol.asyncDispose]())
const { db, account, ports } = api
const ACTS = atLength(45, 600)

let manager: string
const people: LoggedIn[] = []
const settled: string[] = []
beforeAll(async () => {
  manager = (await logInStaff(api, 'manager')).token
  for (let n = 0; n < 4; n++) people.push(await logInShopper(api))
})

const NAMES = ['ミナト 緑茶 500ml', 'ミナト 麦茶 600ml', 'そのほかの品']
const approval = { outcome: 'approved', products: [{ productId: 'green-tea', quantity: 1 }] }
const staff = (path: string, json: object) =>
  api.call('POST', `/api/staff/entries/${path}`, { as: manager, json })
const eventOf = (userId: string, type: string) => ({
  ...{ type, mode: 'active', timestamp: ports.now().getTime(), webhookEventId: randomUUID() },
  ...{ deliveryContext: { isRedelivery: false }, source: { type: 'user', userId } },
  ...(type === 'follow' ? { follow: { isUnblocked: false } } : {}),
})

/** What may become of a person's facts, each through the product's own doors. */
const acts: ((who: LoggedIn, below: (bound: number) => number) => Promise<unknown>)[] = [
  async (who, below) => {
    const items = NAMES.slice(below(3)).map((name) => makeItem(name, { quantity: 1 + below(2) }))
    settled.push((await enterAndSettle(api, who, makeNewReading({ items }))).id)
  },
  async (who, below) => {
    const { id } = await enterAndSettle(api, who, makeNewReading({ confidence: 0.4 }))
    await staff(`${id}/decision`, approval)
    if (below(2) === 0) await staff(`${id}/reopening`, {})
    else settled.push(id)
  },
  (who, below) => answerConsent(api, who, below(4) > 0, 'analysis'),
  () => staff(`${settled.at(-1)}/revocation`, { reason: '別の方のレシートでした' }),
  async ({ userId }, below) => {
    await api.control('/webhooks', { events: [eventOf(userId, ['follow', 'unfollow'][below(2)]!)] })
    await api.workJobs()
  },
  async ({ token }, below) => {
    const survey = await (await api.call('GET', '/api/survey', { as: token })).json()
    const open = (survey as { invitation: { id: string } | null }).invitation
    if (open)
      await api.call('POST', `/api/survey/${open.id}/answer`, { as: token, json: { score: below(11) } })
  },
  async ({ token }, below) => {
    await api.call('PATCH', '/api/me', { as: token, json: { language: ['ja', 'en'][below(2)] } })
  },
]

/** All facts, as far as they do not say when they were made. */
const keptFacts = async () => ({
  facts: await personFacts.list(db, account.id),
  columns: await db`
    select account_id, shopper_id, joined_at, friend, language, rank, points, nps, analysis, receipts, spent_yen,
      first_receipt_on, last_receipt_on, usual_store_id from person_fact order by shopper_id`,
})

test('facts that were kept along a random life are those that the books tell anew', async () => {
  const random = seededRandom(5)
  const below = (bound: number) => Math.floor(random() * bound)
  for (const who of people) await acts[0]!(who, below)
  for (let n = 0; n < ACTS; n++) {
    const turn = n % 3 === 0 ? 0 : below(acts.length)
    await acts[turn]!(people[below(people.length)]!, below)
    api.clock.pass(60)
    if (below(5) === 0) await refreshTouched(db, ports.now())
  }
  const gone = people[0]!
  await erasePerson(ports, { accountId: account.id, shopperId: gone.shopper.id }, { askedBy: 'person' })
  await refreshTouched(db, ports.now())
  const kept = await keptFacts()
  await db`insert into person_touched select account_id, id from shopper`
  await refreshTouched(db, ports.now())
  expect(await keptFacts()).toEqual(kept)

  expect(kept.facts.map(({ shopperId }) => shopperId)).not.toContain(gone.shopper.id)
  expect(kept.facts.length).toBe(people.length - 1)
  for (const facts of kept.facts)
    expect(await readBooks(facts.shopperId), facts.shopperId).toEqual(summaryOf(facts))
  const lived = new Set(
    (await db<{ kind: string }[]>`select distinct kind from happening`).map(({ kind }) => kind),
  )
  for (const kind of [
    'entry_revoked',
    'entry_reopened',
    'consent_withdrawn',
    'friend_blocked',
    'survey_answered',
  ])
    expect([...lived]).toContain(kind)
  expect(kept.facts.reduce((sum, { receipts }) => sum + receipts.length, 0)).toBeGreaterThan(0)
})

type Facts = Awaited<ReturnType<typeof personFacts.list>>[number]
const summaryOf = ({ analysis, points, friend, nps, receipts, products, happened }: Facts) => ({
  ...{ analysis, points, friend, nps },
  receipts: receipts.map(({ boughtOn, yen }) => `${boughtOn} ${yen}`).sort(),
  products: products.map(({ productId, pieces, receipts }) => `${productId} ${pieces} ${receipts}`).sort(),
  happened: happened.map(({ kind, times }) => `${kind} ${times}`).sort(),
})

/** The same, row by row and one at a time, as somebody would who does not know how facts are made. */
async function readBooks(shopperId: string): Promise<ReturnType<typeof summaryOf>> {
  const said = await db<{ given: boolean; wording: number; at: Date }[]>`
    select given, wording, at from consent_event where shopper_id = ${shopperId} and purpose = 'analysis' order by id`
  const agreedAt = (at: Date) => {
    const last = said.findLast((each) => each.at <= at)
    return Boolean(last?.given && wordingCovers(last.wording, 'analysis'))
  }
  const analysis = agreedAt(new Date('9999-01-01'))
  const approved = await db<{ id: string; createdAt: Date }[]>`
    select id, created_at from entry where shopper_id = ${shopperId} and state = 'approved'`
  const receipts: string[] = []
  const products = new Map<string, { pieces: number; entries: Set<string> }>()
  for (const { id, createdAt } of analysis ? approved : []) {
    if (!agreedAt(createdAt)) continue
    const items = await db<
      { productId: string | null; quantity: number; amountYen: number; purchasedOn: string }[]
    >`
      select product_id, quantity, amount_yen, purchased_on from purchased_item where entry_id = ${id}`
    const on = items[0]?.purchasedOn ?? tokyoDate(createdAt)
    receipts.push(`${on} ${items.reduce((sum, { amountYen }) => sum + amountYen, 0)}`)
    for (const { productId, quantity } of items) {
      if (productId === null) continue
      const known = products.get(productId) ?? { pieces: 0, entries: new Set() }
      products.set(productId, { pieces: known.pieces + quantity, entries: known.entries.add(id) })
    }
  }
  const told = await db<{ kind: string }[]>`select kind from happening where shopper_id = ${shopperId}`
  const [shopper] = await db<
    { isFriend: boolean | null }[]
  >`select is_friend from shopper where id = ${shopperId}`
  const [answer] = await db<{ score: number }[]>`
    select score from survey_answer where shopper_id = ${shopperId} order by answered_at desc limit 1`
  return {
    ...{ analysis, friend: shopper!.isFriend, nps: answer?.score ?? null },
    points: await ledger.balance(db, account.id, shopperId),
    receipts: receipts.sort(),
    products: [...products].map(([id, { pieces, entries }]) => `${id} ${pieces} ${entries.size}`).sort(),
    happened: [...Map.groupBy(told, ({ kind }) => kind)].map(([kind, all]) => `${kind} ${all.length}`).sort(),
  }
}
