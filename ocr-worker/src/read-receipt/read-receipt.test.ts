import { readFile } from 'node:fs/promises'
import { Reading } from '@tamaru/domain'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openReadingEngine, type ReadingEngine } from './open-reading-engine.ts'
import { readReceipt } from './read-receipt.ts'

const SAMPLES = new URL('../../../samples/', import.meta.url)
const photo = (name: string) => readFile(new URL(`${name}.jpg`, SAMPLES))
const truth = async (name: string) => JSON.parse(await readFile(new URL(`${name}.json`, SAMPLES), 'utf8'))

let engine: ReadingEngine
beforeAll(async () => {
  engine = openReadingEngine()
})
afterAll(() => engine.close())

test.each(['supermarket-02', 'drugstore-01', 'other-goods-cafe-01'])(
  '%s is read: shop, day, goods and total',
  async (name) => {
    const told = await truth(name)
    const reading = await readReceipt(await photo(name), engine)
    expect(Reading.parse(reading)).toEqual(reading)
    expect(reading.quality.kind).toBe('receipt')
    expect(reading.merchant.phone).toBe(told.merchant.phone)
    expect(reading.purchasedAt?.slice(0, 10)).toBe(told.purchasedAt.slice(0, 10))
    expect(reading.total).toBe(told.total)
    expect(reading.items.map((i) => i.amount)).toEqual(told.items.map((i: { amount: number }) => i.amount))
    expect(reading.proof.fails).toEqual([])
    expect(reading.confidence).toBeGreaterThan(0.7)
  },
)

test.each([
  ['in focus', 0.7],
  ['out of focus', 1.5],
])('half-width kana of a till are read without losing one: %s', async (_, sigma) => {
  const plain = (name: string) => name.normalize('NFKC').replace(/\s/g, '')
  const bytes = await sharp(await photo('supermarket-03'))
    .autoOrient()
    .blur(sigma)
    .jpeg({ quality: 90 })
    .toBuffer()
  const told: { items: { name: string }[] } = await truth('supermarket-03')
  const names = told.items.map((i) => plain(i.name)).filter((name) => name.startsWith('ミナト'))
  const { items } = await readReceipt(bytes, engine)
  expect(names.length).toBeGreaterThan(1)
  expect(items.map((i) => plain(i.name))).toEqual(expect.arrayContaining(names))
})

test('a photo that was taken upside down is turned', async () => {
  const bytes = await sharp(await photo('drugstore-01'))
    .rotate(180)
    .jpeg()
    .toBuffer()
  const told = await truth('drugstore-01')
  const reading = await readReceipt(bytes, engine)
  expect(reading).toMatchObject({ total: told.total, merchant: { phone: told.merchant.phone } })
})

test.each([
  ['traps/menu', 'not_a_receipt'],
  ['traps/blurred', 'unreadable'],
])('%s is no receipt to count: %s', async (name, kind) => {
  const reading = await readReceipt(await photo(name), engine)
  expect(reading.quality.kind).toBe(kind)
  expect(reading.quality.reason).toBeTruthy()
  expect(reading.confidence).toBeLessThanOrEqual(0.2)
})

test.each([
  ['that share lines', ['overlapping-1', 'overlapping-2', 'overlapping-3']],
  ['that share lines, in another order', ['overlapping-3', 'overlapping-1', 'overlapping-2']],
  ['that share none', ['following-1', 'following-2']],
])('a roll of more than 40 lines in photos %s is read as one receipt', async (_how, names) => {
  const told = await truth(`parts/${names[0]}`)
  const drawn = await Promise.all(names.map((name) => photo(`parts/${name}`)))
  const reading = await readReceipt(drawn, engine)
  expect(Reading.parse(reading)).toEqual(reading)
  expect(reading.quality).toEqual({ kind: 'receipt', reason: null })
  expect(reading.total).toBe(told.total)
  expect(reading.purchasedAt).toBe(told.purchasedAt)
  expect(reading.items.map((i) => i.amount)).toEqual(told.items.map((i: { amount: number }) => i.amount))
  expect(reading.proof.fails).toEqual([])
  const marks = [reading.marks, ...reading.marks.others!].map((m) => m.photo)
  expect(new Set(marks).size).toBe(names.length)
})

test('photos of two receipts are told to be that, and a photo twice to be one', async () => {
  const [one, other] = [await photo('supermarket-02'), await photo('drugstore-01')]
  const two = await readReceipt([one, other], engine)
  expect(two.quality.kind).toBe('several_receipts')
  expect(two.confidence).toBeLessThanOrEqual(0.2)
  const twice = await readReceipt([one, one], engine)
  const once = await readReceipt(one, engine)
  expect(twice.items).toEqual(once.items)
  expect(twice).toMatchObject({ total: once.total, quality: once.quality, purchasedAt: once.purchasedAt })
})

test('which of several files is no picture is told', async () => {
  const noPicture = new TextEncoder().encode('<svg/>'.padEnd(32))
  const failure = readReceipt([await photo('supermarket-02'), noPicture], engine)
  await expect(failure).rejects.toMatchObject({ name: 'UnreadableImage', photo: 1 })
})

test('a blank picture is answered, and so is one for which there is no time', async () => {
  const blank = sharp({ create: { width: 800, height: 1200, channels: 3, background: '#ddd' } })
  expect((await readReceipt(await blank.jpeg().toBuffer(), engine)).quality.kind).toBe('unreadable')
  const hurried = await readReceipt(await photo('drugstore-01'), engine, { budgetMs: 10 })
  expect(hurried.confidence).toBeLessThanOrEqual(0.2)
})
