import { inTransaction, ledger } from '@tamaru/db'
import {
  addDays,
  pendingSum,
  ProblemError,
  startOfTokyoDay,
  takenBetween,
  takingBack,
  type Arrival,
  type Purse,
} from '@tamaru/domain'
import { afterAll, expect, test } from 'vitest'
import { freshDatabase } from '../../../tests/support/fresh-database.ts'
import { FIRST_DAY, makeHistory, type Step } from '../../../tests/support/ledger-history.ts'
import { makeDecision } from '../../../tests/support/make-decision.ts'
import { makeEntry } from '../../../tests/support/make-entry.ts'
import { makeAccount, makeShopper } from '../../../tests/support/make-people.ts'
import { prizeMessage } from '../draws/prize-message.ts'
import { balanceMessage } from '../points/point-messages.ts'
import { resultMessage } from '../entries/entry-messages.ts'
import { composeMessage } from '../templates/compose-message.ts'
import type { Said } from '../templates/said.ts'

const HISTORIES = 40
/** A message as it goes out, in Japanese. */
const composed = (said: Said) =>
  composeMessage(said, { language: 'ja', liffId: '2000000001-tamaruAP', own: [] }).message
const wordsOf = (said: Said) => (composed(said) as { altText: string }).altText
const { db, ...database } = await freshDatabase()
afterAll(() => database[Symbol.asyncDispose]())
const account = await makeAccount(db)
const head = { entryId: '6b6e7c2e-8d2c-4c4e-9f43-0d8d1a6a2f11' }

/** The number that these words name; 0 where they are not said. */
function told(words: string, pattern: RegExp): number {
  const found = pattern
    .exec(words)
    ?.slice(1)
    .find((part) => part !== undefined)
  return found ? Number(found.replaceAll(',', '')) : 0
}
const purseTold = (words: string) => ({
  usable: told(words, /つかえるポイント ([\d,]+)/),
  pending: told(words, /仮ポイント ([\d,]+)\(/),
  debt: told(words, /不足分 ([\d,]+)\(/),
})
const arrivalTold = (words: string) => ({
  repaid: told(words, /([\d,]+)ポイントは不足分に/),
  pending: told(words, /([\d,]+)ポイントは仮ポイント/),
})
const inOne = ({ usable, debt, ...purse }: Purse) => ({ usable, pending: pendingSum(purse), debt })

function expectPurse(words: string, purse: Purse): void {
  expect(purseTold(words)).toEqual(inOne(purse))
}

/** That the message of a credit names where all of it went, and what there is then. */
function expectCreditTold(words: string, arrival: Arrival, before: Purse, after: Purse): void {
  const { repaid, pending } = arrivalTold(words)
  const rest = arrival.points - repaid - pending
  expect(purseTold(words)).toEqual({
    usable: before.usable + rest,
    pending: pendingSum(before) + pending,
    debt: before.debt - repaid,
  })
  expectPurse(words, after)
}

async function walk(seed: number): Promise<Set<string>> {
  const seen = new Set<string>()
  const shopper = await makeShopper(db, account.id)
  const person = { accountId: account.id, shopperId: shopper.id }
  const purse = () => ledger.purse(db, account.id, shopper.id, today)
  let today = FIRST_DAY
  const entries: string[] = []
  let spends = 0

  async function take(step: Step): Promise<void> {
    const at = startOfTokyoDay(today)
    const before = await purse()
    if (step.does === 'credit') {
      const entry = await makeEntry(db, shopper)
      const { points } = step
      const credit = {
        ...{ naturalKey: `entry:${entry.id}:credit`, entryId: entry.id, shopperId: shopper.id, points },
        ...{
          reason: step.points % 3 === 0 ? ('prize' as const) : ('entry_credit' as const),
          issuerId: null,
        },
        expiresOn: addDays(today, step.livesFor_days),
        releaseOn: step.pendingFor_days === null ? null : addDays(today, step.pendingFor_days),
      }
      await inTransaction(db, (sql) => ledger.credit(sql, account.id, credit, at))
      entries.push(entry.id)
      const arrival = (await ledger.arrivalOf(db, { ...person, id: entry.id }, credit.reason))!
      expect(arrival.usable + arrival.pending + arrival.repaid).toBe(points)
      const after = await purse()
      const decision = { ...makeDecision(), points }
      const result = wordsOf(resultMessage({ ...head, decision, arrival, purse: after }))
      expect(result).toContain(`${points}ポイントたまりました`)
      expectCreditTold(result, arrival, before, after)
      const prize = { id: 'p', name: '賞', oneIn: 1, stock: 1, points, value_yen: null, receiving: null }
      const won = JSON.stringify(
        composed(prizeMessage({ ...head, prize, arrival, purse: after, sponsor: 'ミナト食品' })),
      )
      expectCreditTold(won, arrival, before, after)
      for (const where of ['usable', 'pending', 'repaid'] as const) if (arrival[where] > 0) seen.add(where)
    }
    if (step.does === 'spend') {
      const naturalKey = `${seed}:spend:${spends}`
      const spend = { naturalKey, shopperId: shopper.id, points: step.points }
      await inTransaction(db, (sql) => ledger.spend(sql, account.id, spend, at))
      spends++
      expect((await purse()).usable).toBe(before.usable - step.points)
    }
    if (step.does === 'claw_back' && step.credit < entries.length) {
      const entryId = entries[step.credit]!
      const known = { ...person, id: entryId }
      const arrivals = [
        await ledger.arrivalOf(db, known, 'entry_credit'),
        await ledger.arrivalOf(db, known, 'prize'),
      ].filter((arrival) => arrival !== null)
      const reversal = {
        ...{ naturalKey: `entry:${entryId}:claw_back`, reversesKey: `entry:${entryId}:credit` },
        reason: 'claw_back',
      } as const
      await inTransaction(db, (sql) => ledger.reverse(sql, account.id, reversal, at))
      const after = await purse()
      const taken = takenBetween(before, after)
      const decision = { ...makeDecision(), outcome: 'revoked' as const, points: 0 }
      const words = wordsOf(resultMessage({ ...head, decision, taken, purse: after }))
      expectPurse(words, after)
      const sum = told(words, /取り消し ([\d,]+)ポイント/)
      const parts = {
        usable: told(words, /つかえるポイントから([\d,]+)/),
        pending: told(words, /仮ポイントから([\d,]+)/),
        owed: told(words, /つかわれていた([\d,]+)は不足分/),
      }
      expect(parts).toEqual(taken)
      expect(parts.usable + parts.pending + parts.owed).toBe(sum)
      // What lapsed of it left unused and is not asked for again: only then is it less than is foretold.
      const foretold = takingBack(arrivals, before)
      expect(foretold.pending).toBe(taken.pending)
      if (foretold.usable + foretold.owed === taken.usable + taken.owed) expect(foretold).toEqual(taken)
      else expect(taken.usable + taken.owed).toBeLessThan(foretold.usable + foretold.owed)
      expect(await ledger.arrivalOf(db, known, 'entry_credit')).toBe(null)
      if (taken.owed > 0) seen.add('owed')
    }
    if (step.does === 'wait') {
      today = addDays(today, step.days)
      // What has lapsed cannot be spent, whether it is swept by now or later.
      const unswept = await purse()
      for (const { id: lotId, expiresOn } of await ledger.openLots(db, account.id, shopper.id))
        if (expiresOn < today)
          await inTransaction(db, (sql) => ledger.expire(sql, { ...person, lotId }, new Date()))
      expect(await purse()).toEqual(unswept)
      for (const { id: lotId, releaseOn } of await ledger.pendingOf(db, account.id, shopper.id))
        if (releaseOn <= today)
          await inTransaction(db, (sql) => ledger.release(sql, { ...person, lotId }, new Date()))
      // A credit keeps adding up when its pending points have come.
      for (const id of entries)
        for (const reason of ['entry_credit', 'prize'] as const) {
          const arrival = await ledger.arrivalOf(db, { ...person, id }, reason)
          if (!arrival) continue
          expect(arrival.usable + arrival.pending + arrival.repaid).toBe(arrival.points)
          expect(arrival.releaseOn === null).toBe(arrival.pending === 0)
        }
    }
    const now = await purse()
    expectPurse(wordsOf(balanceMessage(now, null)), now)
  }

  for (const step of makeHistory(seed))
    await take(step).catch((error: unknown) => {
      if (!(error instanceof ProblemError && error.kind === 'points_not_enough')) throw error
    })
  return seen
}

test('whatever happened to a person’s points, what the chat says of them adds up', async () => {
  const seen = new Set<string>()
  for (let seed = 0; seed < HISTORIES; seed++) for (const what of await walk(seed)) seen.add(what)
  expect([...seen].sort()).toEqual(['owed', 'pending', 'repaid', 'usable'])
})

test('a limit is named, with what there would have been without it', () => {
  const decision = makeDecision({ history: { pointsToday: 995 } })
  const purse = { usable: 1_000, pending: [], debt: 0 }
  expect(wordsOf(resultMessage({ ...head, decision, purse }))).toBe(
    '5ポイントたまりました(上限(1日)のため、10のうち5ポイントです、つかえるポイント 1,000)',
  )
})

test('an entry that gives no points is not said to have given some', () => {
  const decision = { ...makeDecision(), points: 0, lines: [] }
  const purse = { usable: 20, pending: [], debt: 0 }
  expect(wordsOf(resultMessage({ ...head, decision, purse }))).toBe(
    '応募を受け付けました(つかえるポイント 20)',
  )
})

test('pending points, a debt and what is left are told together', () => {
  const decision = makeDecision()
  const arrival = { points: 10, usable: 6, pending: 0, releaseOn: null, repaid: 4 }
  const pending = [
    { points: 100, releaseOn: '2026-12-05' },
    { points: 50, releaseOn: '2026-12-08' },
  ]
  expect(wordsOf(resultMessage({ ...head, decision, arrival, purse: { usable: 6, pending, debt: 0 } }))).toBe(
    '10ポイントたまりました(うち4ポイントは不足分にあてました、つかえるポイント 6、仮ポイント 150(12月5日から順に確定))',
  )
})
