import { execFile } from 'node:child_process'
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ReadingReport } from './reading/measure-reading.ts'

const SAMPLES = path.join(import.meta.dirname, '../samples')
const PATIENCE_MS = 120_000

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'tamaru-reading-'))
  for (const file of ['drugstore-01.jpg', 'drugstore-01.json', 'hyakuen-02.jpg', 'hyakuen-02.json'])
    await cp(path.join(SAMPLES, file), path.join(folder, file))
  await cp(path.join(SAMPLES, 'konbini-01.jpg'), path.join(folder, 'without-truth.jpg'))
})
afterAll(() => rm(folder, { recursive: true }))

const bench = async (...args: string[]) => {
  const script = path.join(import.meta.dirname, 'reading.ts')
  return (await promisify(execFile)(process.execPath, [script, ...args])).stdout
}

test(
  'photos are read by the product’s own command line, and the report says what was right, how sure, at what cost',
  async () => {
    const report: ReadingReport = JSON.parse(await bench('--photos', folder, '--json'))
    expect(report.photos.map(({ name, answered }) => [name, answered])).toEqual([
      ['drugstore-01', true],
      ['hyakuen-02', true],
    ])
    expect(Object.keys(report.summaries)).toEqual(['all', 'easy', 'hard'])
    expect(report.summaries.easy!.total_and_date.of).toBe(1)
    expect(report.summaries.all!.ms!.median).toBeGreaterThan(0)
    expect(report.reliability.reduce((sum, { readings }) => sum + readings, 0)).toBe(2)
    expect(report.run).toMatchObject({ workers: 1 })
    if (process.platform === 'linux') expect(report.run!.peak_mib).toBeGreaterThan(50)
    expect(report.reader?.name).toBeTruthy()
    expect(report.comparison).toBeNull()
  },
  PATIENCE_MS,
)

test('readings that were made before are scored without a run, and a photo without one is wrong', async () => {
  const file = path.join(folder, 'readings.ndjson')
  await writeFile(file, '{"file":"drugstore-01.jpg","ms":5,"reading":{"total":1,"confidence":0.3}}\n')
  const report: ReadingReport = JSON.parse(await bench('--photos', folder, '--readings', file, '--json'))
  expect(report.run).toBeNull()
  expect(report.summaries.all).toMatchObject({
    photos: 2,
    unanswered: 1,
    total_and_date: { right: 0, of: 2 },
  })
  const text = await bench('--photos', folder, '--readings', file)
  expect(text).toMatch(/^photos +2 \(1 refused\) +1 +1 \(1 refused\)$/m)
  expect(text).toMatch(/^0\.20–0\.40 +1 +0\.30 +0\.0 % 0\/1 /m)
})

test('the page is for photos that anyone can draw, not for a folder of one’s own', async () => {
  await expect(bench('--page', '--photos', folder)).rejects.toMatchObject({ code: 2 })
})
