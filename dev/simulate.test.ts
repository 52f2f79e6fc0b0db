import { campaigns } from '@tamaru/db'
import { openPhotoStore } from '@tamaru/db/photo-store'
import { SimulationReport } from '@tamaru/domain'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
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
const folder = await mkdtemp(path.join(tmpdir(), 'tamaru-simulate-'))
const file = path.join(folder, 'draft.json')
afterAll(async () => {
  await database[Symbol.asyncDispose]()
  await rm(folder, { recursive: true })
})
beforeAll(async () => {
  const account = await makeAccount(db, { loginChannelId: DEMO_LINE.LINE_LOGIN_CHANNEL_ID })
  await seedDemo({ db, photos: openPhotoStore(folder), env: DEMO_ENV }, account, new Date())
  const { rules } = (await campaigns.findInForce(db, account.id, new Date()))!
  await writeFile(
    file,
    JSON.stringify({ ...rules, minimumSpend: { yen: 700, of: 'receipt' }, pointsPerProduct: 20 }),
  )
})

const simulate = (...given: string[]) =>
  runScript('dev/simulate.ts', given, { ...DEMO_LINE, DATABASE_URL: url })

test('simulate prints one JSON document of the demo’s history under a draft', async () => {
  const { code, out } = await simulate('--campaign', file, '--slug', 'atsumete-minato', '--json')
  expect(code).toBe(0)
  const report = SimulationReport.parse(JSON.parse(out))
  expect(report.entries).toBeGreaterThan(20)
  expect(report.draft.approved).toBeLessThan(report.current!.approved)
  expect(report.reasons.map(({ reason }) => reason)).toContain('minimum_spend')
  expect(report.change!.gain + report.change!.lose).toBeGreaterThan(0)
})

test('simulate prints a page that a marketer can read', async () => {
  const { out } = await simulate('--campaign', file)
  expect(out).toMatch(/entries of \d+ shoppers/)
  expect(out).toMatch(/approved +\d+ +\d+/)
  expect(out).toMatch(/minimum_spend +█+/)
  expect(out).toMatch(/Against the current version: [-\d,]+ \([-\d,]+ to [-\d,]+\) points/)
  expect(out).toMatch(/Intervals: 95 %, percentile bootstrap over shoppers, 1,000 draws/)
})

test.each([
  ['without a file', [], '--campaign'],
  ['of a campaign that there is not', ['--campaign', file, '--slug', 'spring'], 'atsumete-minato'],
  ['with a file that is no campaign', ['--campaign', 'package.json'], 'fault'],
])('simulate %s says what it needs', async (_what, given, said) => {
  expect(await simulate(...given)).toMatchObject({ code: 1, err: expect.stringContaining(said) as string })
})
