import { describe, expect, test } from 'vitest'
import { atLength } from '../../../tests/support/at-length.ts'
import { makeHistory, shrink, type Card, type Step } from '../../../tests/support/ledger-history.ts'
import { openNaiveLedger } from '../../../tests/support/naive-ledger.ts'
import { openPaperLedger } from '../../../tests/support/paper-ledger.ts'
import { movedOnto, type OpenLot } from './journal.ts'
import { cancelSpend, clawBack, creditPoints, expireLot, releasePoints, spendPoints } from './move-points.ts'

const HISTORIES = atLength(3000, 10_000)

/** Where the journals of domain, written on paper, first differ from the naive model; null where they agree. */
function findDifference(steps: readonly Step[]): object | null {
  const [naive, paper] = [openNaiveLedger(), openPaperLedger()]
  for (const [turn, step] of steps.entries()) {
    const [told, written] = [naive.take(step), paper.take(step)]
    const [expected, found] = [naive.card(), paper.card()]
    if (told !== written || !sameCard(expected, found) || paper.fault() !== null)
      return { turn, step, told, written, expected, found, fault: paper.fault() }
  }
  return null
}
const sameCard = (one: Card, other: Card) => JSON.stringify(one) === JSON.stringify(other)

test(`${HISTORIES} random histories leave the cards of a model that moves every point on its own`, () => {
  const happened = new Map<string, number>()
  for (let seed = 0; seed < HISTORIES; seed++) {
    const steps = makeHistory(seed)
    if (findDifference(steps)) {
      const fewest = shrink(steps, (fewer) => findDifference(fewer) !== null)
      expect.fail(`seed ${seed}: ${JSON.stringify({ fewest, ...findDifference(fewest) }, null, 2)}`)
    }
    countJournals(steps, happened)
  }
  // The histories are worth something only if every kind of journal is in many of them.
  for (const kind of [
    'entry_credit',
    'release',
    'exchange',
    'exchange_cancelled',
    'claw_back',
    'expiry',
    'debt',
    'repaid',
  ])
    expect(happened.get(kind) ?? 0, kind).toBeGreaterThan(HISTORIES / 20)
})

function countJournals(steps: readonly Step[], happened: Map<string, number>): void {
  const paper = openPaperLedger()
  for (const step of steps) paper.take(step)
  const add = (kind: string) => happened.set(kind, (happened.get(kind) ?? 0) + 1)
  for (const { reason, transfers } of paper.journals) {
    add(reason)
    const debt = movedOnto('debt', transfers)
    if (debt < 0) add('debt')
    if (debt > 0) add('repaid')
  }
}

const lot = (id: string, pointsLeft: number, expiresOn = '2027-01-01'): OpenLot => ({
  id,
  points: 100,
  pointsLeft,
  expiresOn,
})
const credit = {
  naturalKey: 'entry:e:credit',
  reason: 'entry_credit',
  entryId: 'e',
  shopperId: 's',
  issuerId: 'c',
  points: 30,
  expiresOn: '2027-05-01',
  releaseOn: null,
} as const
const standing = {
  ...credit,
  id: '1',
  pendingLotId: null,
  lotId: '1',
  lapsed: 0,
}

describe('a credit', () => {
  test('opens a lot of as many points as it moves onto the card', () => {
    expect(creditPoints(credit, 0)).toMatchObject({
      transfers: [{ from: 'issued', to: 'shopper', points: 30 }],
      lot: { points: 30, expiresOn: '2027-05-01', releaseOn: null },
      lotUses: [],
    })
  })

  test('pays back a debt first, and opens no lot where nothing remains', () => {
    expect(creditPoints(credit, 12)).toMatchObject({
      transfers: [
        { from: 'issued', to: 'debt', points: 12 },
        { from: 'issued', to: 'shopper', points: 18 },
      ],
      lot: { points: 18 },
    })
    const allOwed = creditPoints(credit, 30)
    expect(allOwed.lot).toBeNull()
    expect(allOwed.transfers).toEqual([{ from: 'issued', to: 'debt', points: 30 }])
  })

  test('that is pending leaves a debt alone until its release', () => {
    expect(creditPoints({ ...credit, releaseOn: '2026-12-01' }, 12)).toMatchObject({
      transfers: [{ from: 'issued', to: 'pending', points: 30 }],
      lot: { points: 30, releaseOn: '2026-12-01' },
    })
    const pending = { id: '7', shopperId: 's', points: 30, releaseOn: '2026-12-01', expiresOn: '2027-05-01' }
    expect(releasePoints(pending, 12)).toMatchObject({
      naturalKey: 'lot:7:release',
      transfers: [
        { from: 'pending', to: 'debt', points: 12 },
        { from: 'pending', to: 'shopper', points: 18 },
      ],
      lot: { points: 18, expiresOn: '2027-05-01', releaseOn: null },
      lotUses: [{ lotId: '7', points: 30 }],
    })
  })
})

describe('a spend', () => {
  const spend = { naturalKey: 'k', shopperId: 's', points: 25 }

  test('uses the lots in their order', () => {
    const lots = [lot('1', 20), lot('2', 20), lot('3', 20)]
    expect(spendPoints(spend, lots, '2026-11-22').lotUses).toEqual([
      { lotId: '1', points: 20 },
      { lotId: '2', points: 5 },
    ])
  })

  test('passes over a lot that lapsed yesterday', () => {
    const lots = [lot('1', 20, '2026-11-21'), lot('2', 25, '2026-11-22')]
    expect(spendPoints(spend, lots, '2026-11-22').lotUses).toEqual([{ lotId: '2', points: 25 }])
    expect(() => spendPoints(spend, lots, '2026-11-23')).toThrow('points_not_enough')
  })

  test('is refused where a point is missing', () => {
    expect(() => spendPoints(spend, [lot('1', 24)], '2026-11-22')).toThrow('points_not_enough')
  })
})

test('a cancelled spend puts back what it used, less what pays back a debt', () => {
  const lotUses = [
    { lotId: '1', points: 20 },
    { lotId: '2', points: 5 },
  ]
  const cancel = { naturalKey: 'k', reverses: '9', shopperId: 's', lotUses }
  expect(cancelSpend(cancel, 0).lotUses).toEqual([
    { lotId: '1', points: -20 },
    { lotId: '2', points: -5 },
  ])
  expect(cancelSpend(cancel, 22)).toMatchObject({
    reverses: '9',
    transfers: [
      { from: 'redeemed', to: 'debt', points: 22 },
      { from: 'redeemed', to: 'shopper', points: 3 },
    ],
    lotUses: [{ lotId: '2', points: -3 }],
  })
})

describe('a claw-back', () => {
  test('takes its own lot first, then the others, and the rest is owed', () => {
    const lots = [lot('5', 4), lot('1', 10), lot('6', 4)]
    expect(clawBack({ naturalKey: 'k', credit: standing }, lots)).toMatchObject({
      reverses: '1',
      transfers: [
        { from: 'shopper', to: 'issued', points: 18 },
        { from: 'debt', to: 'issued', points: 12 },
      ],
      lotUses: [
        { lotId: '1', points: 10 },
        { lotId: '5', points: 4 },
        { lotId: '6', points: 4 },
      ],
    })
  })

  test('does not ask for what lapsed', () => {
    const journal = clawBack({ naturalKey: 'k', credit: { ...standing, lapsed: 30 } }, [lot('5', 40)])
    expect(journal.transfers).toEqual([{ from: 'expired', to: 'issued', points: 30 }])
    expect(journal.lotUses).toEqual([])
  })
})

test('a lot lapses under a key of its own each time that it was used since', () => {
  const journal = expireLot({ lotId: '7', shopperId: 's', pointsLeft: 12, uses: 2 })
  expect(journal).toMatchObject({
    naturalKey: 'lot:7:expiry:2',
    transfers: [{ from: 'shopper', to: 'expired', points: 12 }],
    lotUses: [{ lotId: '7', points: 12 }],
  })
})
