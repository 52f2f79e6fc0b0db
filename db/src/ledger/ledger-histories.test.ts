import { addDays, ProblemError, startOfTokyoDay } from '@tamaru/domain'
import { afterAll, expect, test } from 'vitest'
import { atLength } from '../../../tests/support/at-length.ts'
import { freshDatabase } from '../../../tests/support/fresh-database.ts'
import { FIRST_DAY, makeHistory, type Card, type Step } from '../../../tests/support/ledger-history.ts'
import { makeCampaign } from '../../../tests/support/make-campaign.ts'
import { makeAccount, makeShopper } from '../../../tests/support/make-people.ts'
import { openNaiveLedger } from '../../../tests/support/naive-ledger.ts'
import * as books from './books.ts'
import * as budgets from './budgets.ts'
import * as ledger from './ledger.ts'
import { inTransaction, openDb, type Sql } from '../open-db.ts'

/** The same histories as in domain/src/ledger/move-points.test.ts, where there are 10,000. */
const HISTORIES = atLength(150, 10_000)
const AT_ONCE = 6

const database = await freshDatabase()
const db = openDb(database.url, { max: AT_ONCE })
afterAll(async () => {
  await db.end()
  await database[Symbol.asyncDispose]()
})
const account = await makeAccount(db)
const { campaignId } = await makeCampaign(db, account.id)
const BUDGET = 100_000_000
await inTransaction(db, (sql) => budgets.set(sql, account.id, campaignId, BUDGET, new Date()))

/** Walks one history in the database and in the naive model, comparing after each step. */
async function walk(seed: number): Promise<void> {
  const { id: shopperId } = await makeShopper(db, account.id)
  const person = { accountId: account.id, shopperId }
  const key = (what: string, turn: number) => `${seed}:${what}:${turn}`
  const naive = openNaiveLedger()
  let today = FIRST_DAY
  let [credits, spends] = [0, 0]

  async function take(sql: Sql, step: Step): Promise<boolean> {
    const at = startOfTokyoDay(today)
    if (step.does === 'credit') {
      const points = await budgets.claim(sql, account.id, campaignId, step.points)
      const expiresOn = addDays(today, step.livesFor_days)
      const releaseOn = step.pendingFor_days === null ? null : addDays(today, step.pendingFor_days)
      const head = { naturalKey: key('credit', credits++), reason: 'entry_credit', entryId: null } as const
      const credit = { ...head, shopperId, issuerId: campaignId, points, expiresOn, releaseOn }
      return (await ledger.credit(sql, account.id, credit, at)).posted
    }
    if (step.does === 'spend') {
      const spend = {
        naturalKey: key('spend', spends),
        shopperId,
        points: step.points,
      } as const
      await ledger.spend(sql, account.id, spend, at)
      spends++
      return true
    }
    if (step.does === 'wait') {
      today = addDays(today, step.days)
      for (const { id: lotId, releaseOn } of await ledger.pendingOf(sql, account.id, shopperId))
        if (releaseOn <= today) await ledger.release(sql, { ...person, lotId }, new Date())
      for (const { id: lotId, expiresOn } of await ledger.openLots(sql, account.id, shopperId))
        if (expiresOn < today) await ledger.expire(sql, { ...person, lotId }, new Date())
      return true
    }
    const [what, turn, made] =
      step.does === 'cancel'
        ? (['spend', step.spend, spends] as const)
        : (['credit', step.credit, credits] as const)
    if (turn >= made) return false
    const reason = step.does === 'cancel' ? 'exchange_cancelled' : 'claw_back'
    const reversal = { naturalKey: key(`undo ${what}`, turn), reversesKey: key(what, turn), reason } as const
    return (await ledger.reverse(sql, account.id, reversal, at)).posted
  }

  for (const [turn, step] of makeHistory(seed).entries()) {
    const told = naive.take(step)
    const written = await inTransaction(db, (sql) => take(sql, step)).catch((error: unknown) => {
      if (error instanceof ProblemError && error.kind === 'points_not_enough') return false
      throw error
    })
    const { balance, ...card } = await cardOf(shopperId)
    expect({ written, ...card }, `seed ${seed}, step ${turn}: ${JSON.stringify(step)}`).toEqual({
      written: told,
      ...naive.card(),
    })
    expect(balance).toBe(card.available.reduce((sum, left) => sum + parseInt(left), 0))
  }
}

async function cardOf(shopperId: string): Promise<Card & { balance: number }> {
  const [balance, lots, pending, debt] = await Promise.all([
    ledger.balance(db, account.id, shopperId),
    ledger.openLots(db, account.id, shopperId),
    ledger.pendingOf(db, account.id, shopperId),
    ledger.debtOf(db, account.id, shopperId),
  ])
  return {
    balance,
    available: lots.map((lot) => `${lot.pointsLeft} until ${lot.expiresOn}`),
    pending: pending.map((lot) => `${lot.points} from ${lot.releaseOn}`).sort(),
    debt,
  }
}

/** Journals of which no happening tells to whom and how many points, and happenings that no journal tells of. */
async function untold(): Promise<readonly unknown[]> {
  return db`
    with moved as (
      select 'journal:' || j.natural_key as key, sum(t.points)::int as points from journal j
      join transfer t on t.journal_id = j.id group by j.id),
    told as (
      select k.natural_key as key, (h.payload ->> 'points')::int as points
      from happening h join happening_key k on k.id = h.id)
    (select * from moved except select * from told) union all (select * from told except select * from moved)`
}

test(
  `${HISTORIES} random histories leave in the database what they leave in a naive model, after every step`,
  { timeout: 60_000 + HISTORIES * 500 },
  async () => {
    let seed = 0
    const walker = async () => {
      while (seed < HISTORIES) await walk(seed++)
    }
    await Promise.all(Array.from({ length: AT_ONCE }, walker))
    expect(await books.findFaults(db)).toEqual([])
    const { available, pending, debt } = await books.liability(db, account.id, FIRST_DAY)
    const [issued] = await db<{ points: number }[]>`
      select -sum(p.points)::int as points from posting p join ledger_account a on a.id = p.ledger_account_id
      where a.kind = 'issued'`
    expect(await budgets.left(db, account.id, campaignId)).toBe(BUDGET - issued!.points)
    expect([available, pending, debt].every((points) => points > 0)).toBe(true)
    expect(await untold()).toEqual([])
  },
)
