import { openPhotoStore } from '@tamaru/db/photo-store'
import { seedDemo } from '@tamaru/db/seed'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshDatabase } from '../tests/support/fresh-database.ts'
import { makeAccount } from '../tests/support/make-people.ts'
import { runScript } from '../tests/support/run-command.ts'
import { DEMO_LINE } from './demo-line.ts'

const database = await freshDatabase()
const { db, url } = database
const folder = await mkdtemp(path.join(tmpdir(), 'tamaru-rejudge-'))
afterAll(async () => {
  await database[Symbol.asyncDispose]()
  await rm(folder, { recursive: true })
})
beforeAll(async () => {
  const account = await makeAccount(db, { loginChannelId: DEMO_LINE.LINE_LOGIN_CHANNEL_ID })
  await seedDemo(db, openPhotoStore(folder), account.id, new Date())
})

const rejudge = () =>
  runScript('dev/rejudge.ts', [], { ...DEMO_LINE, ACCOUNT_SLUG: 'other', DATABASE_URL: url })

test('the demo’s entries come out as they did', async () => {
  const { code, out, err } = await rejudge()
  expect([code, err]).toEqual([0, ''])
  expect(Number(/^(\d+) judgements, all of them as before/.exec(out)?.[1])).toBeGreaterThan(20)
})

test('a judgement that cannot have come from its reading is named', async () => {
  await db`
    insert into judgement (account_id, entry_id, cause, campaign_version_id, reading_id, history, judged_for, decision)
    select account_id, entry_id, cause, campaign_version_id, reading_id, history, judged_for,
      jsonb_set(decision, '{points}', '9999')
    from judgement order by id limit 1`
  const [first] = await db<{ entryId: string }[]>`select entry_id from judgement order by id limit 1`
  const { code, err } = await rejudge()
  expect(code).toBe(1)
  expect(err).toMatch(/^1 of \d+ come out otherwise, and no change of the deciding rules declares it:/)
  expect(err).toContain(first!.entryId)
})
