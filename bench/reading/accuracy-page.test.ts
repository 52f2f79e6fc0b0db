import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { accuracyPage } from './accuracy-page.ts'
import { listPhotos } from './list-photos.ts'
import { measureReading } from './measure-reading.ts'

const folder = path.join(import.meta.dirname, '../../samples')

test('the page says what was read right of which photos, and how to do it again', async () => {
  const photos = await listPhotos(folder)
  const perfect = photos.map(({ name, truth }) => ({
    file: `${name}.jpg`,
    reading: { ...truth, confidence: 1 },
  }))
  const scratch = await mkdtemp(path.join(tmpdir(), 'tamaru-page-'))
  try {
    const readingsFile = path.join(scratch, 'readings.ndjson')
    await writeFile(readingsFile, perfect.map((line) => JSON.stringify(line)).join('\n'))
    const report = await measureReading({ folder, workers: 1, readingsFile, againstTesseract: false })
    const page = accuracyPage(report, { plan: { seed: '7', count: 14 }, photos }, '2026-11-22')
    expect(page).toContain('npm run bench:reading -- --seed 7 --count 14\n')
    expect(page).toContain('| total and date | 100.0 % 14/14 | 100.0 % 7/7 | 100.0 % 5/5 | 100.0 % 2/2 |')
    expect(page).toContain('| 0.98–1.00 | 14 | 1.00 | 100.0 % 14/14 | 78–100 % |')
    expect(page).toContain(
      'seed 7; drugstore 2, hyakuen 2, konbini-excluded 2, konbini-included 2, supermarket-',
    )
  } finally {
    await rm(scratch, { recursive: true })
  }
})
