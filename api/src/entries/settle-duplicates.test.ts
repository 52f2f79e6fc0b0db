import { ledger } from '@tamaru/db'
import type { Reading } from '@tamaru/domain'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { logInShopper, type LoggedIn } from '../../../tests/support/act-in-line.ts'
import {
  daysAgo,
  enterAndSettle,
  enterReceipt,
  makeNewReading,
} from '../../../tests/support/enter-receipt.ts'
import { makeItem } from '../../../tests/support/make-reading.ts'
import { startApi } from '../../../tests/support/start-api.ts'

const api = await startApi()
afterAll(() => api[Symbol.asyncDispose]())
afterEach(async () => expect(await ledger.findFaults(api.db)).toEqual([]))

type View = {
  state: string
  decision: { checks: { id: string; value: string; staff: { ja: string }; shopper: { ja: string } }[] }
}
const viewOf = async (who: LoggedIn, id: string) =>
  (await (await api.call('GET', `/api/entries/${id}`, { as: who.token })).json()) as View
const checkOf = async (who: LoggedIn, id: string, check: string) =>
  (await viewOf(who, id)).decision.checks.find((found) => found.id === check)!
const decisionOf = async (id: string) => {
  const [row] = await api.db<{ decision: View['decision'] }[]>`select decision from entry where id = ${id}`
  return row!.decision
}

const tea = [makeItem('ミナト 緑茶 500ml')]
/** Each misread in another field, as different photos of one receipt are. */
function misreadInTurn(reading: Reading): Reading[] {
  const phone = reading.merchant.phone!.replace(/\d$/, (digit) => String((Number(digit) + 5) % 10))
  return [
    reading,
    { ...reading, receiptNumber: null },
    { ...reading, merchant: { ...reading.merchant, phone } },
    { ...reading, purchasedAt: `${daysAgo(1)}T12:54` },
    { ...reading, items: [makeItem('ミナ卜 禄茶 S00m1'), reading.items[1]!] },
  ]
}

describe('one receipt that was read a little differently each time', () => {
  test('is credited once, also when all its entries settle at the same moment', async () => {
    const photos = misreadInTurn(makeNewReading())
    const people = await Promise.all(photos.map(() => logInShopper(api)))
    const ids: string[] = []
    for (const [i, reading] of photos.entries()) ids.push(await enterReceipt(api, people[i]!, reading))
    await Promise.all(people.map(() => api.workJobs()))
    const states = await Promise.all(ids.map(async (id, i) => (await viewOf(people[i]!, id)).state))
    expect(states.filter((state) => state === 'approved')).toHaveLength(1)
    expect(states.filter((state) => state === 'received')).toEqual([])
    const retried = await api.db`select 1 from job where kind = 'settle_entry' and attempts > 1`
    expect(retried).toEqual([])
  })

  test('is shown to staff with the entry that it is like, and why', async () => {
    const [first, second] = [await logInShopper(api), await logInShopper(api)]
    const reading = makeNewReading({ items: tea, receiptNumber: null })
    const { id } = await enterAndSettle(api, first, reading)
    const copy = await enterAndSettle(api, second, reading)
    expect(copy.state).toBe('needs_review')
    const check = (await decisionOf(copy.id)).checks.find((found) => found.id === 'receipt_new')!
    expect(check.value).toBe(id)
    expect(check.staff.ja).toMatch(
      new RegExp(`別の人の応募 ${id.slice(0, 8)}\\(付与済み\\)と一致度 \\d+%: 同じ時刻、同じ店、同じ合計`),
    )
  })
})

describe('who sends one receipt twice', () => {
  test('is told that its points are in', async () => {
    const me = await logInShopper(api)
    const reading = makeNewReading({ items: tea, receiptNumber: null })
    await enterAndSettle(api, me, reading)
    const again = await enterAndSettle(api, me, reading)
    expect(again.state).toBe('rejected')
    expect((await checkOf(me, again.id, 'receipt_new')).shopper.ja).toMatch(
      /すでに応募され、ポイントがついています/,
    )
  })
})

test('two neighbours in the queue, who bought the same in the same minute, are both credited', async () => {
  const [first, second] = [await logInShopper(api), await logInShopper(api)]
  const reading = makeNewReading({ items: tea, receiptNumber: '4242' })
  expect(await enterAndSettle(api, first, reading)).toMatchObject({ state: 'approved' })
  const next = { ...reading, receiptNumber: '4243' }
  expect(await enterAndSettle(api, second, next)).toMatchObject({ state: 'approved' })
})

test('a pile of receipts with neighbouring numbers from one till goes to staff, with the reason', async () => {
  const me = await logInShopper(api)
  const reading = makeNewReading()
  const states: string[] = []
  let last = ''
  for (let i = 0; i < 6; i++) {
    const items = [makeItem('ミナト 緑茶 500ml'), makeItem('パン', { unitPrice: 100 + i })]
    const purchasedAt = `${daysAgo(1)}T12:${30 + 4 * i}`
    const entry = await enterAndSettle(api, me, {
      ...reading,
      receiptNumber: String(4300 + i),
      purchasedAt,
      items,
      total: 228 + i,
    })
    states.push(entry.state)
    last = entry.id
  }
  expect(states).toEqual([...Array(5).fill('approved'), 'needs_review'])
  const check = (await decisionOf(last)).checks.find((found) => found.id === 'velocity')!
  expect(check.staff.ja).toBe('同じレジ・同じ日の続き番号のレシート: 6件')
})
