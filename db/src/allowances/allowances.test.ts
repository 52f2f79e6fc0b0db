import { afterAll, expect, test } from 'vitest'
import { freshDatabase } from '../../../tests/support/fresh-database.ts'
import { makeAccount } from '../../../tests/support/make-people.ts'
import * as allowances from './allowances.ts'

const { db, ...database } = await freshDatabase()
afterAll(() => database[Symbol.asyncDispose]())

const { id: accountId } = await makeAccount(db)
const uploads = { name: 'uploads', atOnce: 3, oneEach_s: 10 }
const at = (s: number) => new Date(Date.UTC(2026, 10, 30) + s * 1000)
const spend = (whose: string, s: number) => allowances.spend(db, uploads, { accountId, whose }, at(s))

test('as many as are allowed at once, then one each so many seconds', async () => {
  for (let i = 0; i < 3; i++) expect(await spend('a', 0)).toBe(0)
  expect(await spend('a', 0)).toBeCloseTo(10)
  expect(await spend('a', 4)).toBeCloseTo(6)
  expect(await spend('a', 10)).toBe(0)
  expect(await spend('a', 10)).toBeCloseTo(10)
})

test('what is refused costs nothing, and who waits has all of it again', async () => {
  for (let i = 0; i < 20; i++) await spend('b', 0)
  for (let i = 0; i < 3; i++) expect(await spend('b', 30)).toBe(0)
  expect(await spend('b', 30)).toBeCloseTo(10)
})

test('one person’s is not another’s, nor another account’s', async () => {
  for (let i = 0; i < 4; i++) await spend('c', 0)
  expect(await spend('d', 0)).toBe(0)
  const elsewhere = await makeAccount(db)
  expect(await allowances.spend(db, uploads, { accountId: elsewhere.id, whose: 'c' }, at(0))).toBe(0)
})

test('no more than that, however many ask at the same moment', async () => {
  const waits = await Promise.all(Array.from({ length: 40 }, () => spend('e', 0)))
  expect(waits.filter((wait_s) => wait_s === 0)).toHaveLength(3)
})

test('a clock that was turned back keeps nobody waiting', async () => {
  await spend('h', 86_400)
  expect(await spend('h', 0)).toBe(0)
  for (let i = 0; i < 3; i++) await spend('h', 0)
  expect(await spend('h', 0)).toBeCloseTo(10)
})

test('whoever only asks spends nothing', async () => {
  const ask = () => allowances.wait_s(db, uploads, { accountId, whose: 'f' }, at(0))
  expect(await ask()).toBe(0)
  for (let i = 0; i < 3; i++) await spend('f', 0)
  expect(await ask()).toBeCloseTo(10)
  expect(await ask()).toBeCloseTo(10)
})

test('what is whole again is forgotten', async () => {
  await spend('g', 1_000)
  await allowances.forgetWhole(db, at(1_009))
  expect(await allowances.wait_s(db, { ...uploads, atOnce: 1 }, { accountId, whose: 'g' }, at(1_001))).toBe(9)
  await allowances.forgetWhole(db, at(1_010))
  expect(await db`select whose from allowance`).toEqual([])
})
