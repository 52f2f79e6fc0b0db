import { expect, test } from 'vitest'
import { atLength } from '../../../tests/support/at-length.ts'
import { makeItem, makeReading } from '../../../tests/support/make-reading.ts'
import { makeRules } from '../../../tests/support/make-rules.ts'
import { StoredRules, type CampaignRules } from '../campaigns/campaign.ts'
import { compareReceipts } from '../duplicates/compare-receipts.ts'
import { decide } from './decide.ts'
import { decideByStaff } from './decide-by-staff.ts'
import { Decision } from './decision.ts'
import { EntryHistory, NO_HISTORY } from './entry-history.ts'
import { ProblemError } from '../problem.ts'
import { Reading } from '../receipts/reading.ts'
import { receiptFingerprint } from '../duplicates/receipt-fingerprint.ts'
import { seededRandom } from '../simulation/seeded-random.ts'
import { traceReceipt } from '../duplicates/trace-receipt.ts'

const random = seededRandom(20_261_130)
const oneOf = <T>(...things: T[]) => things[Math.floor(random() * things.length)]!
const some = <T>(most: number, make: () => T) =>
  Array.from({ length: Math.floor(random() * (most + 1)) }, make)

const amount = () =>
  oneOf(
    0,
    1,
    -1,
    128,
    0.1,
    1e-300,
    306,
    2_147_483_648,
    -2_147_483_649,
    9_007_199_254_740_991,
    1e21,
    -1e308,
    1e308,
  )
const count = () => oneOf(1, 2, 2_147_483_647, 4_503_599_627_370_496, 9_007_199_254_740_991)
const text = () =>
  oneOf(
    '',
    ' ',
    '店',
    'ミナト 緑茶 500ml',
    '\u0000',
    '\ud800',
    '💰'.repeat(9),
    '×99999999',
    '500'.repeat(9),
    '*※()',
    '取消',
  )
const day = () => oneOf('2026-11-02', '0000-00-00', '2026-99-99', '9999-12-31', '2026-02-30')
const moment = () => oneOf(null, day(), `${day()}T12:34`, `${day()}T99:99`)
const maybe = <T>(make: () => T) => (random() < 0.5 ? null : make())

function anyRules(): CampaignRules {
  const products = some(4, () => ({
    ...{ id: `p${Math.floor(random() * 1e9)}`, name: text(), kana: maybe(text), jan: maybe(text) },
    ...{ aliases: some(2, text), price_yen: maybe(count), points: maybe(count) },
  }))
  const ids = products.map(({ id }) => id)
  const percent = oneOf(101, 10_000)
  const given = {
    ...{ purchasedFrom: day(), purchasedUntil: day(), entryUntil: day(), sponsor: text() || 'x', products },
    otherProducts: some(2, () => ({ id: `o${Math.floor(random() * 1e9)}`, name: text() })),
    ...{ pointsPerProduct: count(), maxPointsPerReceipt: count(), maxPointsPerPersonPerDay: count() },
    ...{ maxPointsPerPerson: maybe(count), pendingDays: count(), pointsLiveForDays: count() },
    maxReceiptAgeDays: maybe(count),
    minimumSpend: maybe(() => ({ yen: count(), of: oneOf('receipt', 'products') })),
    amountPoints: maybe(() =>
      oneOf<object>(
        { of: oneOf('receipt', 'products'), per_yen: count(), points: count() },
        { of: oneOf('receipt', 'products'), steps: [{ from_yen: count(), points: count() }] },
      ),
    ),
    sets: some(2, () => ({
      ...{ id: `s${Math.floor(random() * 1e9)}`, name: text(), points: count(), timesPerReceipt: count() },
      ...oneOf<object>({ different: oneOf(2, 1_000_000) }, { all: ids.slice(0, 1).concat(ids.slice(0, 1)) }),
    })),
    multipliers: oneOf(
      [],
      [{ when: 'weekday', weekdays: [0, 3], percent }],
      [{ when: 'first_entry', percent }],
    ),
    stamps: maybe(() => ({ per: oneOf('entry', 'product'), goal: Math.max(2, count()), points: count() })),
    stores: maybe(() => [
      {
        id: 'a',
        name: text() || '店',
        names: some(2, text),
        phones: some(2, text),
        registrationNumbers: some(1, text),
      },
      { id: 'b', name: ' ', phones: ['03-0012-3456'], registrationNumbers: ['T7433698846159'] },
    ]),
  }
  const parsed = StoredRules.safeParse({
    ...makeRules(),
    ...given,
    draws: [{ id: 'd', name: 'd', winners: 1, drawnFrom: day() }],
  })
  return parsed.success ? parsed.data : anyRules()
}

function anyReading(): Reading {
  const item = () =>
    makeItem(text(), {
      ...{ quantity: amount(), unitPrice: maybe(amount), amount: amount(), discount: amount() },
      ...(random() < 0.3 ? { doubts: [{ read: text(), may: text(), odds: random() }] } : {}),
    })
  const reading = makeReading({
    merchant: {
      ...{ name: maybe(text), branch: maybe(text), address: maybe(text) },
      ...{
        phone: oneOf(null, text(), '03-0012-3456'),
        registrationNumber: oneOf(null, text(), 'T7433698846159'),
      },
    },
    ...{ purchasedAt: moment(), total: maybe(amount), subtotal: maybe(amount) },
    ...{ receiptNumber: maybe(text), registerNumber: maybe(text), confidence: oneOf(0, 0.5, 1) },
    payment: { method: maybe(text), tendered: maybe(amount), change: maybe(amount) },
    fields: oneOf<Reading['fields']>({}, { total: { confidence: 0, box: null, won: 'read' } }),
  })
  return { ...reading, items: some(6, item) }
}

function anyHistory(): EntryHistory {
  return EntryHistory.parse({
    ...NO_HISTORY,
    ...{ pointsToday: oneOf(0, 995, 2_147_483_647), pointsInCampaign: oneOf(0, 9_007_199_254_740_991) },
    ...{
      budgetLeft: oneOf(null, 0, 5),
      stamps: oneOf(0, 1, 9_007_199_254_740_991),
      approvedEntries: oneOf(0, 7),
    },
  })
}

function expectSound(decision: Decision): void {
  const parsed = Decision.parse(decision)
  expect(Number.isSafeInteger(parsed.points)).toBe(true)
  expect(parsed.lines.reduce((sum, { points }) => sum + points, 0)).toBe(parsed.points)
  expect(Decision.parse(JSON.parse(JSON.stringify(parsed)))).toEqual(parsed)
}

const TIMES = atLength(300, 3000)
const LONG = { timeout: 300_000 }

test(
  'whatever rules are stored and whatever was read, there is a decision, its points are whole and add up',
  LONG,
  () => {
    const outcomes = new Set<string>()
    for (let n = 0; n < TIMES; n++) {
      const [rules, reading, history] = [anyRules(), Reading.parse(anyReading()), anyHistory()]
      const decision = decide(reading, { version: 1, rules }, history, '2026-11-03')
      expectSound(decision)
      outcomes.add(decision.outcome)
      expect(traceReceipt(reading).keys.every((key) => Number.isInteger(key))).toBe(true)
      receiptFingerprint(reading)
      expect(compareReceipts(reading, anyReading()).score).toBeGreaterThanOrEqual(0)
      const products = rules.products.slice(0, 2).map(({ id }) => ({ productId: id, quantity: oneOf(1, 99) }))
      try {
        expectSound(
          decideByStaff(decision, { outcome: 'approved', products, reason: null }, reading, rules, history),
        )
      } catch (error) {
        if (!(error instanceof ProblemError)) throw error
      }
    }
    expect(outcomes.size).toBe(3)
  },
)
