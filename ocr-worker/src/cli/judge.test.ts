import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Reading } from '@tamaru/domain'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runCommandLine } from '../../../tests/support/run-command.ts'

const samples = join(import.meta.dirname, '../../../samples')
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'judge-'))
})
afterAll(() => rm(folder, { recursive: true }))

test('photos of a folder are judged by an outline of a campaign, and a receipt that comes again is not credited', async () => {
  const truth = JSON.parse(await readFile(join(samples, 'supermarket-02.json'), 'utf8')) as Reading
  const bought = truth.items
    .filter((item) => item.name.startsWith('ミナト'))
    .reduce((sum, item) => sum + item.quantity, 0)
  await copyFile(join(samples, 'supermarket-02.jpg'), join(folder, 'a.jpg'))
  await copyFile(join(samples, 'supermarket-02.jpg'), join(folder, 'b.jpg'))
  await writeFile(join(folder, 'c.jpg'), 'no picture')
  const campaign = join(folder, 'campaign.json')
  await writeFile(
    campaign,
    JSON.stringify({
      purchasedFrom: '2026-01-01',
      purchasedUntil: '2026-12-31',
      products: [
        { id: 'green-tea', name: 'ミナト 緑茶 500ml', kana: 'ミナト リョクチャ' },
        { id: 'jasmine-tea', name: 'ミナト ジャスミン茶 500ml', kana: 'ミナト ジャスミンチャ' },
        { id: 'milk-chocolate', name: 'ミナト ミルクチョコレート', kana: null },
      ],
    }),
  )
  const { out } = await runCommandLine(
    `npm run --silent judge -- --campaign ${campaign} --photos ${folder} --today 2026-12-01`,
  )
  const [first, again, broken] = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>)
  expect(first).toMatchObject({ file: 'a.jpg', outcome: 'approved', points: 10 * bought, unsure: [] })
  expect(again).toMatchObject({ file: 'b.jpg', outcome: 'rejected', points: 0 })
  expect(broken).toMatchObject({ file: 'c.jpg', outcome: 'rejected', points: 0, matched: [] })
})
