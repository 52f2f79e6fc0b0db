import { campaigns, inTransaction, judgements } from '@tamaru/db'
import { openPhotoStore } from '@tamaru/db/photo-store'
import { decide, DECIDING_VERSION } from '@tamaru/domain'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DEMO_ENV } from '../tests/support/demo-env.ts'
import { freshDatabase } from '../tests/support/fresh-database.ts'
import { makeAccount } from '../tests/support/make-people.ts'
import { runScript } from '../tests/support/run-command.ts'
import { DEMO_LINE } from './demo-line.ts'
import { seedDemo } from './seed/seed-demo.ts'

const database = await freshDatabase()
const { db, url } = database
const folder = await mkdtemp(path.join(tmpdir(), 'tamaru-rejudge-'))
afterAll(async () => {
  await database[Symbol.asyncDispose]()
  await rm(folder, { recursive: true })
})
beforeAll(async () => {
  const account = await makeAccount(db, { loginChannelId: DEMO_LINE.LINE_LOGIN_CHANNEL_ID })
  await seedDemo({ db, photos: openPhotoStore(folder), env: DEMO_ENV }, account, new Date())
})

const rejudge = () =>
  runScript('dev/rejudge.ts', [], { ...DEMO_LINE, ACCOUNT_SLUG: 'other', DATABASE_URL: url })

test('the demo’s entries come out as they did', async () => {
  const { code, out, err } = await rejudge()
  expect([code, err]).toEqual([0, ''])
  expect(Number(/^(\d+) judgements, all of them as before/.exec(out)?.[1])).toBeGreaterThan(20)
})

/** As it was decided when a T-number turned down whoever it did not tell apart, by a version that has two such shops. */
async function keepAsDecidedOnce(decidingVersion: number): Promise<string> {
  const [account] = await db<{ id: string }[]>`select id from account`
  const [first] = await judgements.listByMachine(db, account!.id, '0', 1)
  const { entryId, reading, history, judgedFor } = first!
  const { rules } = (await campaigns.findVersion(db, account!.id, first!.campaignVersionId))!
  const stores = ['東店', '西店'].map((branch) => ({
    ...{ id: branch, name: `どこか ${branch}`, phones: [], names: [] },
    registrationNumbers: [reading.merchant.registrationNumber!],
  }))
  const shared = { ...rules, stores }
  const override = { name: '田中さくら', reason: 'only a test' }
  const { versionId: id, version } = await inTransaction(db, (sql) =>
    campaigns.publish(sql, account!.id, `shared-${decidingVersion}`, shared, { override, now: new Date() }),
  )
  const now = decide(reading, { version, rules: shared }, history, judgedFor)
  const checks = now.checks.map((check) =>
    check.id === 'store_takes_part' ? { ...check, result: 'fail' as const } : check,
  )
  const [readingRow] = await db<
    { id: string }[]
  >`select max(id) as id from reading where entry_id = ${entryId}`
  const decision = { ...now, outcome: 'rejected', points: 0, lines: [], stamps: 0, checks } as const
  await db`insert into judgement ${db({
    ...{
      accountId: account!.id,
      entryId,
      cause: 'machine',
      campaignVersionId: id,
      readingId: readingRow!.id,
    },
    ...{
      history: db.json(history),
      judgedFor,
      decision: db.json(decision),
      decidingVersion,
      judgedAt: new Date(),
    },
  })}`
  return entryId
}

test('what a declared change decides otherwise is listed apart, and is no fault', async () => {
  const entryId = await keepAsDecidedOnce(1)
  const { code, out, err } = await rejudge()
  expect([code, err]).toEqual([0, ''])
  expect(out).toContain('1 as declared with deciding rules 2, shared-shop-numbers:')
  expect(out).toContain(`entry ${entryId}, by deciding rules 1: outcome "rejected" → "needs_review"`)
})

test('the same difference is a fault in an entry that was judged since the change', async () => {
  const entryId = await keepAsDecidedOnce(DECIDING_VERSION)
  const { code, err } = await rejudge()
  expect(code).toBe(1)
  expect(err).toMatch(/^1 of \d+ come out otherwise/)
  expect(err).toContain(`entry ${entryId}, by deciding rules ${DECIDING_VERSION}: outcome`)
  expect(err).toContain('1 as declared with deciding rules 2, shared-shop-numbers:')
})

test('a judgement that cannot have come from its reading is named', async () => {
  await db`
    insert into judgement (account_id, entry_id, cause, campaign_version_id, reading_id, history, judged_for, decision,
                           judged_at)
    select account_id, entry_id, cause, campaign_version_id, reading_id, history, judged_for,
      jsonb_set(decision, '{points}', '9999'), judged_at
    from judgement order by id limit 1`
  const [first] = await db<{ entryId: string }[]>`select entry_id from judgement order by id limit 1`
  const { code, err } = await rejudge()
  expect(code).toBe(1)
  expect(err).toMatch(/^2 of \d+ come out otherwise, and no change of the deciding rules declares it:/)
  expect(err).toContain(first!.entryId)
})
