import { accounts, budgets, campaigns, inTransaction, ledger, type Db } from '@tamaru/db'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshDatabase } from '../tests/support/fresh-database.ts'
import { makeShopper } from '../tests/support/make-people.ts'
import { makeRules } from '../tests/support/make-rules.ts'
import { runScript } from '../tests/support/run-command.ts'
import { DEMO_LINE } from './demo-line.ts'

const database = await freshDatabase()
const { db } = database
afterAll(() => database[Symbol.asyncDispose]())
beforeAll(() => creditOne(db))

const audit = (...given: string[]) =>
  runScript('dev/audit.ts', given, { ...DEMO_LINE, DATABASE_URL: database.url })

async function creditOne(db: Db): Promise<void> {
  const account = { slug: 'minato', name: 'ミナト食品', loginChannelId: DEMO_LINE.LINE_LOGIN_CHANNEL_ID }
  const { id: accountId } = await accounts.ensure(db, account, new Date())
  const { id: shopperId } = await makeShopper(db, accountId)
  await inTransaction(db, async (sql) => {
    const { campaignId } = await campaigns.publish(sql, accountId, 'audited', makeRules(), {
      now: new Date(),
    })
    await budgets.set(sql, accountId, campaignId, 1_000, new Date())
    await budgets.claim(sql, accountId, campaignId, 120)
    const head = {
      naturalKey: randomUUID(),
      reason: 'entry_credit',
      entryId: null,
      shopperId,
      issuerId: campaignId,
    } as const
    const credit = { ...head, points: 120, expiresOn: '2027-02-28', releaseOn: null }
    await ledger.credit(sql, accountId, credit, new Date('2026-11-02T10:00:00+09:00'))
  })
}

test('prints the trial balance of the days that were asked for, and the liability', async () => {
  const { code, out } = await audit('--from', '2026-11-01', '--until', '2026-11-02')
  expect(code).toBe(0)
  expect(out).toMatch(/2026-11-01 +nothing moved/)
  expect(out).toMatch(/on cards.* 0 +120 +0 +120/)
  expect(out).toMatch(/2027-02 +120 +0/)
  expect(out).toContain('The books are sound.')
})

test('tells the same to programs', async () => {
  const { out } = await audit('--json', '--from', '2026-11-02', '--until', '2026-11-02')
  const told = JSON.parse(out)
  expect(told).toMatchObject({ faults: [], liability: { available: 120, pending: 0, debt: 0 } })
  expect(told.trialBalance).toContainEqual({
    day: '2026-11-02',
    kind: 'issued',
    opening: 0,
    onto: 0,
    off: 120,
    closing: -120,
  })
})

test.each([['yesterday'], ['2026-13-45']])('knows no day %s', async (day) => {
  expect(await audit('--from', day)).toMatchObject({ code: 1, err: expect.stringContaining('npm run audit') })
})

test('names each fault and ends with 1', async () => {
  await db.begin(async (sql) => {
    await sql`set local session_replication_role = replica`
    await sql`update lot set points = points + 1`
  })
  const { code, err } = await audit()
  expect(code).toBe(1)
  expect(err).toContain('balance differs from lots')
  const json = await audit('--json')
  expect(json.code).toBe(1)
  expect(JSON.parse(json.out).faults).not.toEqual([])
})
