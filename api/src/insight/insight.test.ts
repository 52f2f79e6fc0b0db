import { roundCount, type Rule } from '@tamaru/domain'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { z } from 'zod'
import {
  answerConsent,
  logInShopper,
  logInStaff,
  logInWithRights,
  meetPerson,
  type LoggedIn,
} from '../../../tests/support/act-in-line.ts'
import { daysAgo, enterAndSettle, makeNewReading } from '../../../tests/support/enter-receipt.ts'
import { makeItem } from '../../../tests/support/make-reading.ts'
import { makeStore } from '../../../tests/support/make-store.ts'
import { startApi } from '../../../tests/support/start-api.ts'
import type { FirstBasketsView, PairsView, SalesView } from './insight-view.ts'

const api = await startApi()
afterAll(() => api[Symbol.asyncDispose]())

const TEA = makeItem('ミナト 緑茶 500ml')
const [BREAD, MILK] = [makeItem('食パン 6枚切', { unitPrice: 178 }), makeItem('牛乳 1L', { unitPrice: 248 })]
const PEOPLE = 12
let owner: string
let viewer: string

const tell = async <T>(what: string, as = owner): Promise<T> => {
  const answer = await api.call('GET', `/api/staff/insight/${what}`, { as })
  expect(answer.status, what).toBe(200)
  return (await answer.json()) as T
}
const sales = (by: string, as?: string) => tell<z.infer<typeof SalesView>>(`sales?by=${by}`, as)
const count = async (rule: Rule) =>
  (await (await api.call('POST', '/api/staff/segments/count', { as: owner, json: { rule } })).json()) as {
    count: number
  }

/** Twelve people with tea and bread, four of them with milk as well, and one of all who wants not to be looked at. */
beforeAll(async () => {
  owner = (await logInStaff(api, 'owner')).token
  for (let n = 0; n < PEOPLE + 1; n++) {
    const who = await logInShopper(api, await meetPerson(api, { displayName: `人${n}` }))
    if (n < PEOPLE) await answerConsent(api, who, true, 'analysis')
    const items = n % 3 === 0 ? [TEA, BREAD, MILK] : [TEA, BREAD]
    await enterAndSettle(api, who, makeNewReading({ items, purchasedAt: `${daysAgo(1)}T12:${10 + n}` }))
  }
})

describe('what people bought', () => {
  test('is told by good, also those of no campaign, without whoever does not want to be looked at', async () => {
    const { cells, exact } = await sales('good')
    expect(exact).toBe(true)
    expect(
      cells.map(({ name, people, receipts, pieces, yen }) => [name, people, receipts, pieces, yen]),
    ).toEqual([
      ['食パン 6枚切', 12, 12, 12, 12 * 178],
      [expect.stringContaining('緑茶'), 12, 12, 12, 12 * 128],
      ['牛乳 1L', 4, 4, 4, 4 * 248],
    ])
  })

  test('by weekday, price and shop comes to the same', async () => {
    for (const by of ['weekday', 'hour', 'price', 'store', 'chain']) {
      const { cells } = await sales(by)
      const yen = cells.reduce((sum, cell) => sum + cell.yen!, 0)
      expect([by, yen]).toEqual([by, 12 * (178 + 128) + 4 * 248])
    }
    expect((await sales('price')).cells.map(({ key }) => key).sort()).toEqual(['100', '200'])
  })

  test('by hour is told in hours of Tokyo, by chain as its shops, and a chain is a segment', async () => {
    expect((await sales('hour')).cells.map(({ key }) => key)).toEqual(['12'])
    const [first, second] = [await makeStore(api.db, api.account.id), await makeStore(api.db, api.account.id)]
    await api.db`
      update store set name = 'なぎさ屋 ' || left(id::text, 4), registration_numbers = array['T7433698846159']
      where id in (${first.id}, ${second.id})`
    const shoppers = await Promise.all([first, second, second].map(() => logInShopper(api)))
    for (const [n, store] of [first, second, second].entries()) {
      await answerConsent(api, shoppers[n]!, true, 'analysis')
      const reading = makeNewReading({ items: [TEA], purchasedAt: `${daysAgo(1)}T07:0${n}` })
      await enterAndSettle(api, shoppers[n]!, {
        ...reading,
        merchant: { ...reading.merchant, phone: store.phones[0]! },
      })
    }
    const { cells } = await sales('chain')
    const chain = cells.find(({ key }) => key === '7433698846159')!
    expect(chain).toMatchObject({ name: 'なぎさ屋', people: 3, receipts: 3 })
    expect((await count(chain.rule as Rule)).count).toBe(3)
    expect((await sales('hour')).cells.map(({ key, people }) => [key, people])).toContainEqual(['7', 3])
    // As it was, for the tests below.
    for (const who of shoppers) await answerConsent(api, who, false, 'analysis')
  })

  test('a cell is a segment by its rule: the same people', async () => {
    const tea = (await sales('good')).cells.find(({ rule }) => rule)!
    expect(tea.name).toContain('緑茶')
    expect((await count(tea.rule as Rule)).count).toBe(tea.people)
  })

  test('goods that are bought together have a lift with its interval', async () => {
    const { pairs, receipts } = await tell<z.infer<typeof PairsView>>('pairs')
    expect(receipts).toBe(12)
    const teaAndBread = pairs.find(({ both }) => both === 12)!
    expect(teaAndBread).toMatchObject({ support: 1, confidence: 1, lift: 1, people: 12, rule: null })
    expect(pairs).toHaveLength(1)
  })

  test('nobody’s first receipt counts for coming back before the time for it is over', async () => {
    const first = () => tell<z.infer<typeof FirstBasketsView>>('first-baskets')
    expect(await first()).toMatchObject({ people: 0, back: null, goods: [] })
  })
})

describe('what would say something of health, sexual life, belief or politics', () => {
  const MEDICINE = makeItem('【第2類医薬品】パブロンゴールドA', { unitPrice: 1480 })
  const CHARM = makeItem('交通安全お守り', { unitPrice: 800 })
  const shown = async () => JSON.stringify([await sales('good'), await sales('price'), await tell('pairs')])
  const linesOf = (entryId: string) =>
    api.db`select name, sensitive from purchased_item where entry_id = ${entryId} order by line`
  const buy = (who: LoggedIn, minute: number) =>
    enterAndSettle(
      api,
      who,
      makeNewReading({ items: [TEA, MEDICINE, CHARM], purchasedAt: `${daysAgo(1)}T15:${minute}` }),
    )
  let careful: LoggedIn
  let open: LoggedIn
  beforeAll(async () => {
    const asked = { consent: { sensitive: { ground: 'tick', asked: true } } }
    await api.call('PATCH', '/api/staff/account', { as: owner, json: asked })
    careful = await logInShopper(api)
    open = await logInShopper(api)
    for (const who of [careful, open]) await answerConsent(api, who, true, 'analysis')
  })

  test('is kept and shown of nobody who agreed to the analysis alone', async () => {
    const { id, state } = await buy(careful, 10)
    expect(state).toBe('approved')
    expect(await linesOf(id)).toEqual([{ name: TEA.name, sensitive: 'none' }])
    expect(await shown()).not.toMatch(/パブロン|お守り/)
    const [told] = await api.db<{ payload: { otherLines: number } }[]>`
      select payload from happening where kind = 'goods_bought' and shopper_id = ${careful.shopper.id}`
    expect(told!.payload.otherLines).toBe(0)
    const [fact] = await api.db<{ spentYen: string }[]>`
      select spent_yen from person_fact where shopper_id = ${careful.shopper.id}`
    expect(Number(fact!.spentYen)).toBe(TEA.amount)
  })

  test('is of who agreed to it by itself, until they no longer do', async () => {
    await answerConsent(api, open, true, 'sensitive')
    const { id } = await buy(open, 20)
    expect(await linesOf(id)).toMatchObject([
      { sensitive: 'none' },
      { sensitive: 'health' },
      { sensitive: 'religion' },
    ])
    expect(await shown()).toMatch(/パブロン/)
    await answerConsent(api, open, false, 'sensitive')
    expect(await linesOf(id)).toEqual([{ name: TEA.name, sensitive: 'none' }])
    expect(await shown()).not.toMatch(/パブロン|お守り/)
  })

  test('as the campaign’s own good is counted for the decision, and used for nothing else', async () => {
    const clinic = { ...makeNewReading().merchant, name: 'みなとクリニック' }
    const reading = makeNewReading({ items: [TEA], purchasedAt: `${daysAgo(1)}T16:40` })
    const before = (await sales('good')).cells.find(({ name }) => name?.includes('緑茶'))!.people
    const { id, state } = await enterAndSettle(api, careful, {
      ...reading,
      merchant: { ...clinic, phone: reading.merchant.phone },
    })
    expect(state).toBe('approved')
    expect(await linesOf(id)).toMatchObject([{ sensitive: 'health' }])
    const { cells } = await sales('good')
    const tea = cells.find(({ name }) => name?.includes('緑茶'))!
    expect(tea.people).toBe(before)
    expect((await count(tea.rule as Rule)).count).toBe(before)
    const [fact] = await api.db<{ spentYen: string }[]>`
      select spent_yen from person_fact where shopper_id = ${careful.shopper.id}`
    expect(Number(fact!.spentYen)).toBe(TEA.amount)
  })
})

describe('whoever may not open people', () => {
  beforeAll(async () => {
    api.clock.pass(32 * 86_400)
    viewer = (await logInWithRights(api, 'see')).token
  })

  test('sees whole months that are over, and no good that few people bought', async () => {
    const { cells, exact, to } = await sales('good', viewer)
    expect([exact, to]).toEqual([false, expect.stringMatching(/-(28|29|30|31)$/)])
    expect(cells.map(({ people, receipts, yen }) => [people, receipts, yen])).toEqual([
      [roundCount(12), 10, 2000],
      [roundCount(12), 10, 2000],
    ])
  })

  test('cannot ask for a cut of their own', async () => {
    for (const query of ['by=shopper', 'by=good&months=2', 'by=good&from=2026-11-01'])
      expect((await api.call('GET', `/api/staff/insight/sales?${query}`, { as: viewer })).status).toBe(
        query.includes('from=') ? 200 : 400,
      )
    const [plain, asked] = [await sales('good', viewer), await sales('good&from=2026-11-29', viewer)]
    expect(asked).toEqual(plain)
  })
})
