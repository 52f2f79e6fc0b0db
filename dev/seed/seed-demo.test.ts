import {
  audiences,
  books,
  personImports,
  products,
  productUses,
  ranks,
  refreshTouched,
  review,
  rewards,
  segments,
  snapshots,
  staff,
  stores,
  tags,
  verifyAuditChain,
} from '@tamaru/db'
import { openPhotoStore } from '@tamaru/db/photo-store'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { DEMO_ENV } from '../../tests/support/demo-env.ts'
import { freshDatabase } from '../../tests/support/fresh-database.ts'
import { makeAccount } from '../../tests/support/make-people.ts'
import { seedDemo } from './seed-demo.ts'

const { db, ...database } = await freshDatabase()
const folder = await mkdtemp(path.join(tmpdir(), 'tamaru-demo-'))
afterAll(async () => {
  await database[Symbol.asyncDispose]()
  await rm(folder, { recursive: true })
})

const account = await makeAccount(db)
const accountId = account.id
const NOW = new Date('2026-11-22T03:00:00Z')
const seed = () => seedDemo({ db, photos: openPhotoStore(folder), env: DEMO_ENV }, account, NOW)

test('the demo is filled once', async () => {
  expect([await seed(), await seed()]).toEqual([true, false])
})

test('it has a list of buyers, half of whom are held', async () => {
  const { items } = await audiences.list(db, accountId, { limit: 5 })
  expect(items).toMatchObject([{ list: 'buyers', people: 6, matched: 3, waiting: 3 }])
})

test('its reviewer of one store sees what was bought there, and has something to decide', async () => {
  const { items: people } = await staff.list(db, accountId, { limit: 50 })
  const bound = people.find(({ storeIds }) => storeIds !== null)!
  expect((await stores.list(db, accountId, bound.storeIds, { sort: 'name', limit: 5 })).items).toMatchObject([
    { name: 'フレッシュ玉葉 北浜店' },
  ])
  expect(await review.countByState(db, bound, 'all')).toMatchObject({ needs_review: 1 })
  const ofAll = people.find(({ role, storeIds }) => role === 'reviewer' && storeIds === null)!
  expect((await review.list(db, ofAll, 'needs_review', { limit: 10 })).items).toHaveLength(3)
})

test('it has shoppers of every rank', async () => {
  const thresholds = await ranks.thresholds(db, accountId)
  const since = new Date('2025-11-22T15:00:00Z')
  const moves = await ranks.countMoves(db, accountId, since, { now: thresholds, then: thresholds })
  expect(moves.map(({ from }) => from)).toEqual(['bronze', 'silver', 'gold'])
})

test('its campaign and the one that is planned name one tea of its catalogue, and an offer does', async () => {
  const { items } = await products.list(
    db,
    accountId,
    { state: 'offered', text: '緑茶' },
    { sort: 'name', limit: 5 },
  )
  expect(items).toMatchObject([{ name: 'ミナト 緑茶 500ml', brand: 'ミナト', category: 'お茶' }])
  const uses = await productUses.list(db, accountId, items[0]!.id, '2026-11-22')
  expect(uses.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
    'campaign ミナト お茶の冬まつり',
    'campaign ミナト食品 あつめてミナト',
    'offer お茶を買って、チップスはまだの人へ',
  ])
})

test('its owner has put tags to people and saved whom they often mean, and somebody is meant', async () => {
  const { items: tagged } = await tags.list(db, accountId, { limit: 5 })
  expect(tagged.map(({ name, people }) => `${name} ${people}`)).toContain('興味/お茶 3')
  const { items } = await segments.list(db, accountId, { limit: 5 })
  await refreshTouched(db, NOW)
  const counts = await Promise.all(
    items.map(async ({ rule, id }) =>
      segments.count(db, accountId, await segments.understand(db, accountId, rule, NOW, id), NOW),
    ),
  )
  expect(counts).toHaveLength(5)
  expect(Math.min(...counts)).toBeGreaterThan(0)
  const linked = items.findIndex(({ rule }) => (rule as { kind?: string }).kind === 'member')
  expect(counts[linked]).toBe(4)
  const kept = await Promise.all(items.map(({ id }) => snapshots.list(db, accountId, id, { limit: 5 })))
  expect(kept.flatMap((page) => page.items.map(({ purpose }) => purpose))).toEqual(['冬のご案内の対象'])
  expect(kept.flatMap((page) => page.items)[0]!.count).toBeGreaterThan(0)
})

test('its owner has taken a file in, of which a row was refused, and one rank of the shop is meant', async () => {
  const { items } = await personImports.list(db, accountId, { limit: 5 })
  expect(items).toMatchObject([{ name: '通販の会員.csv', report: { taken: 2, refused: 1 }, undoneAt: null }])
  const ranked = { kind: 'attribute', attribute: 'brand_rank', oneOf: ['premium'] }
  const understood = await segments.understand(db, accountId, ranked, NOW)
  await refreshTouched(db, NOW)
  expect(await segments.count(db, accountId, understood, NOW)).toBe(1)
})

test('its audit log hangs together', async () => {
  expect(await verifyAuditChain(db, accountId)).toMatchObject({ events: 55, fault: null })
})

test('its points have bought something: a coupon waits, another is used, and of its reward none is left', async () => {
  const {
    items: [tea, apron, codes],
  } = await rewards.list(db, accountId, 'kept', { sort: 'cost', limit: 5 })
  expect([tea, apron, codes].map((reward) => [reward!.kind, reward!.left])).toEqual([
    ['till_code', 499],
    ['till_code', 0],
    ['code_pool', 20],
  ])
  const states = await db`select state from coupon order by exchanged_at`
  expect(states.map(({ state }) => state)).toEqual(['used', 'issued'])
  expect(await books.findFaults(db)).toEqual([])
})

describe('it came about by the product itself, at its time', () => {
  test('each person who was credited was asked once, in the day, and has answered since', async () => {
    const asked = await db<{ hour: number; answeredAt: Date; sentAt: Date }[]>`
      select extract(hour from m.sent_at at time zone 'Asia/Tokyo')::int as hour, m.sent_at, a.answered_at
      from survey_invitation i join survey_answer a on a.invitation_id = i.id
      join outbox_message m on m.natural_key = 'survey:' || i.id`
    expect(asked).toHaveLength(8)
    for (const { hour, sentAt, answeredAt } of asked) {
      expect(hour).toBeGreaterThanOrEqual(9)
      expect(hour).toBeLessThan(21)
      expect(answeredAt > sentAt && answeredAt < NOW).toBe(true)
    }
  })

  test('what was to be told was told then: nothing waits to be sent now, or failed', async () => {
    expect(await db`select purpose from outbox_message where state <> 'sent' or sent_at > ${NOW}`).toEqual([])
    expect(await db`select distinct purpose from outbox_message order by purpose`).toEqual(
      ['offer', 'result', 'survey'].map((purpose) => ({ purpose })),
    )
    expect(await db`select kind from job where state <> 'done'`).toEqual([{ kind: 'read_receipt' }])
  })

  test('the last receipt waits to be read, and its shopper to be told', async () => {
    expect(
      await db`
      select s.display_name, e.created_at from entry e join shopper s on s.id = e.shopper_id
      where e.state = 'received'`,
    ).toEqual([{ displayName: '佐藤はるか', createdAt: NOW }])
  })

  test('no row of it is of a time that has not come', async () => {
    const columns = await db<{ tableName: string; columnName: string }[]>`
      select c.table_name, c.column_name from information_schema.columns c
      join information_schema.tables t using (table_schema, table_name)
      where c.table_schema = 'public' and t.table_type = 'BASE TABLE' and c.data_type = 'timestamp with time zone'
        and c.table_name not in ('migration', 'account')`
    expect(columns.length).toBeGreaterThan(30)
    for (const { tableName, columnName } of columns) {
      const late = await db`
        select ${db(columnName)} from ${db(tableName)} where ${db(columnName)} > ${NOW} limit 1`
      expect([tableName, columnName, [...late]]).toEqual([tableName, columnName, []])
    }
  })
})

test('a demo that fails half-way leaves nothing', async () => {
  const other = await makeAccount(db)
  const photos = openPhotoStore(folder)
  const put = () => Promise.reject(new Error('full'))
  const full = Object.assign(Object.create(photos) as typeof photos, { put })
  await expect(seedDemo({ db, photos: full, env: DEMO_ENV }, other, NOW)).rejects.toThrow('full')
  expect(await db`select 1 from campaign where account_id = ${other.id}`).toEqual([])
  expect(await db`select 1 from staff where account_id = ${other.id}`).toEqual([])
})
