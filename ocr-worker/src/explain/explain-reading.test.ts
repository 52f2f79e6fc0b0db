import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ObservedStep } from '../read-receipt/observed-step.ts'
import { readReceipt } from '../read-receipt/read-receipt.ts'
import { openReadingEngine } from '../read-receipt/open-reading-engine.ts'
import { explainReading, watchReading, type Seen } from './explain-reading.ts'
import { visible } from './draw-line.ts'
import { html } from './markup.ts'
import { percent } from './words.ts'

const SAMPLE = new URL('../../../samples/drugstore-01.jpg', import.meta.url)
const CLI = fileURLToPath(new URL('../cli/read-receipt.ts', import.meta.url))

const steps: ObservedStep['step'][] = []
const { seen, observe } = watchReading()
let photo: Uint8Array
let page: string
beforeAll(async () => {
  const engine = openReadingEngine()
  photo = await readFile(SAMPLE)
  await readReceipt(photo, engine, {
    observe: (step) => {
      steps.push(step.step)
      observe(step)
    },
  })
  await engine.close()
  page = await explainReading('drugstore-01.jpg', photo, seen)
})

/** What the attributes of one kind of element say, in the page's order. */
const attributes = (html: string, pattern: RegExp) => [...html.matchAll(pattern)].map((m) => m[1]!)

test('every step is shown right where it ends', () => {
  expect(steps).toEqual([
    'load-photo',
    'find-paper',
    'flatten',
    'prepare',
    'recognise',
    'mark',
    'lines',
    'understand',
    'reading',
  ])
})

describe('the page of a sample', () => {
  test('has every step, under a heading in Japanese and in English', () => {
    const headings = attributes(page, /<h2[^>]*>([^<]+)<span class="en" lang="en">/g).map((h) => h.trim())
    expect(headings).toEqual(['写真と紙', '平らにする', '行の読み', '役割', '計算', '結果', '判定', '時間'])
    expect(page).not.toContain('did not come to this step')
  })

  test('tells what was read, line by line and field by field', () => {
    const rows = seen.recognise!.rows
    expect(attributes(page, /<li id="line-(\d+)"/g)).toEqual(rows.map((_, i) => String(i + 1)))
    for (const { text, confidence } of rows.flatMap((row) => row.glyphs).filter((g) => g.confidence < 0.9))
      expect(page).toContain(escaped(`${visible(text)} ${percent(confidence)}`))
    for (const { name } of [...seen.reading!.proof.holds, ...seen.reading!.proof.fails])
      expect(page).toContain(escaped(name))
    for (const key of Object.keys(seen.reading!.fields)) expect(page).toContain(`data-field="${key}"`)
    expect(page).toContain(`¥${seen.reading!.total}`)
    expect(page).toContain(escaped(seen.reading!.engine.name))
  })

  test('keeps every box within the sheet', () => {
    const { width, height } = seen.recognise!.sheet
    const boxes = [
      ...page.matchAll(
        /<g class="place[^>]*>.*?<rect x="([\d.-]+)" y="([\d.-]+)" width="([\d.-]+)" height="([\d.-]+)"/gs,
      ),
    ].map((m) => m.slice(1).map(Number) as [number, number, number, number])
    expect(boxes.length).toBe(seen.recognise!.rows.length + boxedFields(seen).length)
    for (const [x, y, w, h] of boxes) {
      expect(Math.min(x, y)).toBeGreaterThanOrEqual(0)
      expect(Math.min(w, h)).toBeGreaterThan(0)
      expect(x + w).toBeLessThanOrEqual(width + 0.02)
      expect(y + h).toBeLessThanOrEqual(height + 0.02)
    }
  })

  test('needs nothing from outside and runs nothing', () => {
    expect(page).not.toMatch(/<script|<link|<iframe|@import|url\(/i)
    for (const to of attributes(page, /(?:href|src)="([^"]*)"/g)) expect(to).toMatch(/^(#|data:image\/)/)
  })

  test('names every place once, and every link leads to one', () => {
    const ids = attributes(page, / id="([^"]*)"/g)
    expect(new Set(ids).size).toBe(ids.length)
    for (const to of attributes(page, /href="#([^"]*)"/g)) expect(ids).toContain(to)
  })

  test('says in words what every drawing shows', () => {
    for (const drawing of page.split('role="img"').slice(1)) expect(drawing).toMatch(/^[^>]*>\s*<title>[^<]/)
  })
})

test('what a receipt says is shown as text, not run', async () => {
  const printed = `<img src=x onerror="alert(1)"></title><script>`
  const reading = seen.reading!
  const page = await explainReading(`${printed}.jpg`, photo, {
    ...seen,
    recognise: {
      ...seen.recognise!,
      rows: seen.recognise!.rows.map((row) => ({
        ...row,
        glyphs: row.glyphs.map((g) => ({
          ...g,
          text: printed,
          others: [{ text: printed, confidence: 0.1 }],
        })),
        tokens: row.tokens.map((t) => ({ ...t, glyphs: t.glyphs.map((g) => ({ ...g, text: printed })) })),
        others: [[{ text: printed, confidence: 0.5, from: 0, to: 9 }]],
      })),
    },
    lines: seen.lines!.map((line) => Object.assign(line, { text: printed })),
    understand: {
      ...seen.understand!,
      goods: seen.understand!.goods.map((good) => ({ ...good, name: printed })),
    },
    reading: {
      ...reading,
      merchant: {
        name: printed,
        branch: printed,
        phone: printed,
        address: printed,
        registrationNumber: printed,
      },
      receiptNumber: printed,
      items: reading.items.map((item) => ({ ...item, name: printed })),
      payment: { ...reading.payment, method: printed },
      proof: { ...reading.proof, repairs: [{ field: printed, from: printed, to: printed, why: printed }] },
      quality: { kind: 'cut', reason: printed },
    },
  })
  expect(page).toContain('&lt;img src=x')
  expect(page).not.toMatch(/<img|<script/)
})

test('a reading that broke off has a page that says why', async () => {
  const first: Seen = {
    'load-photo': seen['load-photo'],
    'find-paper': seen['find-paper'],
    flatten: seen.flatten,
  }
  const page = await explainReading('a.jpg', photo, first, 'The reader failed: <out of memory>')
  expect(page).toContain('The reader failed: &lt;out of memory&gt;')
  expect(page).toContain('did not come to this step')
})

describe('npm run read-receipt -- --explain', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'explain-'))
  })
  afterAll(() => rm(folder, { recursive: true }))

  test('leaves a page for a photo that can not be read, and the line on standard output is as ever', async () => {
    const photo = join(folder, 'broken.jpg')
    await writeFile(photo, 'this is no photo of a receipt')
    const missing = join(folder, 'missing.jpg')
    const pages = join(folder, 'pages')
    const run = promisify(execFile)
    const { stdout } = await run(process.execPath, [CLI, '--explain', pages, photo, missing])
    const [line, other] = stdout
      .trim()
      .split('\n')
      .map((text) => JSON.parse(text))
    expect(line).toMatchObject({ file: 'broken.jpg', problem: { kind: 'unsupported_format' } })
    expect(other).toMatchObject({ file: 'missing.jpg', problem: { kind: 'not_found' } })
    expect(await readFile(join(pages, 'broken.html'), 'utf8')).toContain('The photo can not be read')
  })
})

function boxedFields({ reading }: Seen) {
  return Object.values(reading!.fields).filter((field) => field.box)
}

const escaped = (text: string) => html`${text}`.text
