import { accounts, campaigns, staff } from '@tamaru/db'
import { execFile } from 'node:child_process'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { freshDatabase } from '../tests/support/fresh-database.ts'
import { DEMO_LINE } from './demo-line.ts'

const database = await freshDatabase()
const { db } = database
afterAll(() => database[Symbol.asyncDispose]())

const ROOT = path.join(import.meta.dirname, '..')
const account = () => accounts.findByLoginChannel(db, DEMO_LINE.LINE_LOGIN_CHANNEL_ID)

/** A command as on a server: configured by its environment alone. */
function run(command: string, ...given: string[]): Promise<{ code: number; out: string; err: string }> {
  const env = { ...process.env, ...DEMO_LINE, DATABASE_URL: database.url }
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [path.join(ROOT, 'dev', command), ...given],
      { cwd: ROOT, env },
      (error, out, err) => resolve({ code: error ? Number(error.code) : 0, out, err }),
    )
  })
}

test('migrate makes the account and may be run again', async () => {
  expect(await run('migrate.ts')).toMatchObject({ code: 0, out: expect.stringContaining('up to date') })
  expect(await account()).toMatchObject({ slug: 'minato' })
  expect(await run('migrate.ts')).toMatchObject({ code: 0 })
})

test('publish-campaign publishes the example of the documentation', async () => {
  expect(await run('publish-campaign.ts', 'docs/campaign.example.json', 'winter')).toMatchObject({ code: 0 })
  expect(await campaigns.findPublished(db, (await account())!.id)).toMatchObject({
    slug: 'winter',
    version: 1,
  })
})

test('publish-campaign names what is wrong with a file and publishes nothing', async () => {
  const refused = await run('publish-campaign.ts', 'package.json')
  expect(refused).toMatchObject({ code: 1, err: expect.stringContaining('pointsPerProduct') })
  expect(await campaigns.findPublished(db, (await account())!.id)).toMatchObject({ slug: 'winter' })
})

test('grant-role makes the first owner', async () => {
  const lineUserId = `U${'0a'.repeat(16)}`
  expect(await run('grant-role.ts', lineUserId, 'owner', '森 みどり')).toMatchObject({ code: 0 })
  const member = await staff.findByLineUser(db, (await account())!.id, lineUserId)
  expect(member).toMatchObject({ role: 'owner', displayName: '森 みどり' })
})

test.each([
  ['an id that is none of LINE’s', ['森', 'owner', '森 みどり']],
  ['a role that there is not', [`U${'0a'.repeat(16)}`, 'boss', '森 みどり']],
  ['no name', [`U${'0a'.repeat(16)}`, 'owner']],
])('grant-role refuses %s', async (_what, given) => {
  expect(await run('grant-role.ts', ...given)).toMatchObject({
    code: 1,
    err: expect.stringContaining('Name'),
  })
})
