import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { freshDatabase } from '../../../tests/support/fresh-database.ts'
import { makeAccount } from '../../../tests/support/make-people.ts'
import { openPhotoStore } from '../photo-store/open-photo-store.ts'
import * as books from '../ledger/books.ts'
import * as ranks from '../ledger/ranks.ts'
import * as review from '../entries/review.ts'
import * as rewards from '../rewards/rewards.ts'
import * as staff from '../staff/staff.ts'
import * as stores from '../staff/stores.ts'
import { verifyAuditChain } from '../audit/verify-audit-chain.ts'
import { seedDemo } from './seed-demo.ts'

const { db, ...database } = await freshDatabase()
const folder = await mkdtemp(path.join(tmpdir(), 'tamaru-demo-'))
afterAll(async () => {
  await database[Symbol.asyncDispose]()
  await rm(folder, { recursive: true })
})

const { id: accountId } = await makeAccount(db)
const seed = () => seedDemo(db, openPhotoStore(folder), accountId, new Date('2026-11-22T03:00:00Z'))

test('the demo is filled once', async () => {
  expect([await seed(), await seed()]).toEqual([true, false])
})

test('its reviewer of one store sees what was bought there, and has something to decide', async () => {
  const { items: members } = await staff.list(db, accountId, { limit: 50 })
  const bound = members.find(({ storeIds }) => storeIds !== null)!
  expect((await stores.list(db, accountId, bound.storeIds, { limit: 5 })).items).toMatchObject([
    { name: 'フレッシュ玉葉 北浜店' },
  ])
  expect(await review.countByState(db, bound)).toMatchObject({ needs_review: 1 })
  const ofAll = members.find(({ role, storeIds }) => role === 'reviewer' && storeIds === null)!
  expect((await review.list(db, ofAll, 'needs_review', { limit: 10 })).items).toHaveLength(3)
})

test('it has members of every rank', async () => {
  const thresholds = await ranks.thresholds(db, accountId)
  const since = new Date('2025-11-22T15:00:00Z')
  const moves = await ranks.countMoves(db, accountId, since, { now: thresholds, then: thresholds })
  expect(moves.map(({ from }) => from)).toEqual(['bronze', 'silver', 'gold'])
})

test('its audit log hangs together', async () => {
  expect(await verifyAuditChain(db, accountId)).toMatchObject({ events: 6, fault: null })
})

test('its points have bought something: a coupon waits, another is used, and of its reward none is left', async () => {
  const {
    items: [tea, apron, codes],
  } = await rewards.list(db, accountId, 'all', { limit: 5 })
  expect([tea, apron, codes].map((reward) => [reward!.kind, reward!.left])).toEqual([
    ['till_code', 499],
    ['till_code', 0],
    ['code_pool', 20],
  ])
  const states = await db`select state from coupon order by exchanged_at`
  expect(states.map(({ state }) => state)).toEqual(['used', 'issued'])
  expect(await books.findFaults(db)).toEqual([])
})
