import {
  addDays,
  CONDITION_KINDS,
  conditionsOf,
  partsOfRule,
  startOfTokyoDay,
  type Rule,
} from '@tamaru/domain'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { atLength } from '../../../tests/support/at-length.ts'
import { compareReadings } from '../../../tests/support/compare-readings.ts'
import { fillCustomers, openShop, type Shop } from '../../../tests/support/fill-customers.ts'
import { freshDatabase } from '../../../tests/support/fresh-database.ts'
import { makeAccount, makeStaff } from '../../../tests/support/make-people.ts'
import { randomRules } from '../../../tests/support/random-rules.ts'
import * as attributes from '../attributes/attributes.ts'
import { refreshTouched } from '../facts/refresh-facts.ts'
import * as erasures from '../leaving/erasures.ts'
import { inTransaction } from '../open-db.ts'
import * as products from '../products/products.ts'
import * as segments from './segments.ts'

const { db, ...database } = await freshDatabase()
afterAll(() => database[Symbol.asyncDispose]())
const account = await makeAccount(db)
const member = await makeStaff(db, account.id)
/** An end of a month in Tokyo, where it is not that day in UTC yet. */
const today = '2027-03-31'
const justAfter = (day: string) => new Date(startOfTokyoDay(day).getTime() + 60_000)
const now = justAfter(today)
const PEOPLE = atLength(300, 10_020)
const RULES = atLength(66, 1_000)
const depthOf = (rule: Rule): number => 1 + Math.max(0, ...(partsOfRule(rule)?.parts ?? []).map(depthOf))

let shop: Shop
let ids: string[]
const saved = (name: string, rule: unknown) =>
  segments.add(db, account.id, { name, rule }, { staffId: member.id, now })
const understand = (rule: unknown) => segments.understand(db, account.id, rule, now)
const countOf = async (rule: unknown) => segments.count(db, account.id, await understand(rule), now)

beforeAll(async () => {
  shop = await openShop(db, account.id, member.id, now)
  const unwritten = { words: { ja: '未記入', en: 'unwritten' }, choices: [], purpose: '試験', keptDays: null }
  await attributes.add(
    db,
    account.id,
    { key: 'unwritten', kind: 'yes_no', ...unwritten },
    { staffId: member.id, now },
  )
  ids = await fillCustomers(db, { accountId: account.id, shop, people: PEOPLE, seed: 7, now })
  await products.merge(db, account.id, shop.productIds[0]!, shop.productIds[1]!)
  for (const shopperId of ids.slice(0, 10))
    await inTransaction(db, (sql) =>
      erasures.erase(sql, { accountId: account.id, shopperId }, { askedBy: 'person' }, now),
    )
  await db`update shopper set stopped_at = ${now} where id = any(${ids.slice(10, 20)}::uuid[])`
  await refreshTouched(db, now)
})

describe('the SQL of a rule and its pure reading mean the same people', () => {
  test('random people by random rules, counted, listed and one by one', async () => {
    const friends = await saved('友だち', { kind: 'friend', is: true })
    const buyers = await saved('買った友だち', {
      all: [
        { kind: 'segment', segment: friends },
        { kind: 'receipts', atLeast: 1 },
      ],
    })
    const rules = randomRules(RULES, { seed: 11, shop, segmentIds: [friends, buyers], peopleIds: ids, today })
    const moments = [today, '2027-02-28', '2027-04-30'].map(justAfter)
    const compared = await compareReadings(db, account.id, rules, moments)
    expect(compared).toMatchObject({ people: PEOPLE - 20, rules: RULES, differences: [] })
    expect(new Set(rules.flatMap(conditionsOf).map(({ kind }) => kind))).toEqual(new Set(CONDITION_KINDS))
    expect(compared.between).toBeGreaterThanOrEqual(RULES / 2)
    expect(Math.max(...rules.map(depthOf))).toBe(4)
  })

  test('who has left, and who has stopped, is in none; purchases are of those who let them be looked at', async () => {
    const everybody = { any: [{ kind: 'points', atLeast: 0 }] }
    const found = await segments.listIds(db, account.id, await understand(everybody), now)
    expect(new Set(found)).toEqual(new Set(ids.slice(20)))
    const [agreed] = await db<{ count: number }[]>`select count(*)::int from person_fact where analysis`
    const bought = await countOf({ kind: 'receipts', atLeast: 1 })
    const never = await countOf({ none: [{ kind: 'receipts', atLeast: 1 }] })
    expect(bought + never).toBe(agreed!.count)
    expect(agreed!.count).toBeLessThan(PEOPLE - 20)
  })

  test('months end where Tokyo’s do', async () => {
    const firstDays = await Promise.all(
      [{ months: 1 }, { days: 31 }].map((within) => countOf({ kind: 'receipts', atLeast: 1, within })),
    )
    // From 1 March on, by both: a month from the 31st begins after the last of February.
    expect(firstDays[0]).toBe(firstDays[1])
    const since = { since: addDays(today, -30) }
    expect(await countOf({ kind: 'receipts', atLeast: 1, within: since })).toBe(firstDays[0])
  })
})

describe('a rule that cannot be asked means nobody, by a name', () => {
  const faultsOf = async (rule: unknown) => {
    const understood = await understand(rule)
    expect(await segments.count(db, account.id, understood, now)).toBe(0)
    expect(await segments.listIds(db, account.id, understood, now)).toEqual([])
    return 'faults' in understood ? understood.faults : []
  }
  const gone = randomUUID()

  test.each([
    [{ kind: 'bought', products: [gone] }, 'product_gone'],
    [{ kind: 'brand', brands: ['なくなった'] }, 'brand_gone'],
    [{ kind: 'category', categories: ['なくなった'] }, 'category_gone'],
    [{ kind: 'store', stores: [gone] }, 'store_gone'],
    [{ kind: 'chain', chains: ['9000000000009'] }, 'chain_gone'],
    [{ kind: 'tag', tags: [gone] }, 'tag_gone'],
    [{ kind: 'segment', segment: gone }, 'segment_gone'],
    [{ kind: 'attribute', attribute: 'shoe_size', atLeast: 25 }, 'attribute_gone'],
    [{ kind: 'attribute', attribute: 'unwritten', is: true }, 'attribute_unwritten'],
    [{ none: [{ kind: 'attribute', attribute: 'unwritten', is: true }] }, 'attribute_unwritten'],
    [{ kind: 'attribute', attribute: 'gender', atLeast: 1 }, 'attribute_other_kind'],
    [{ kind: 'attribute', attribute: 'gender', oneOf: ['cat'] }, 'attribute_choice_gone'],
    [{ none: [{ kind: 'tag', tags: [gone] }] }, 'tag_gone'],
    [
      {
        any: [
          { kind: 'friend', is: true },
          { kind: 'tag', tags: [gone] },
        ],
      },
      'tag_gone',
    ],
  ])('%j', async (rule, fault) => {
    expect(await faultsOf(rule)).toEqual([{ fault, of: expect.any(String) }])
  })

  test.each([
    {},
    { none: [] },
    { none: [{}] },
    { all: [{ kind: 'points', atLeast: 5, atMost: 1 }] },
    { kind: 'points' },
    { kind: 'receipts', atLeast: 1, within: { since: '2026-02-30' } },
    null,
  ])('%j', async (rule) => {
    expect(await faultsOf(rule)).toEqual([{ fault: 'not_a_rule', of: expect.any(String) }])
  })

  // What a site of the account’s tells of has no kind of condition yet.
  test.each(['astrology', 'web'])('a kind that does not exist, %s, alone or in a tree', async (kind) => {
    const rules = [{ kind, sign: 'leo' }, { none: [{ kind: 'friend', is: true }, { any: [{ kind }] }] }]
    for (const rule of rules) expect(await faultsOf(rule)).toEqual([{ fault: 'kind_unknown', of: kind }])
  })

  test('nor does a tag that has ended, nor a segment that names itself, nor one whose rule is none', async () => {
    const tag = shop.tagIds[0]!
    await db`update tag set ends_on = ${addDays(today, -1)} where id = ${tag}`
    expect(await faultsOf({ kind: 'tag', tags: [tag] })).toEqual([{ fault: 'tag_gone', of: tag }])
    await db`update tag set ends_on = ${today} where id = ${tag}`
    expect(await countOf({ kind: 'tag', tags: [tag] })).toBeGreaterThan(0)
    const one = await saved('一', { kind: 'friend', is: true })
    const ring = { kind: 'segment', segment: one }
    const other = await saved('二', { none: [ring] })
    await segments.change(
      db,
      account.id,
      { id: one, name: '一', rule: { none: [{ kind: 'segment', segment: other }] }, archivedAt: null },
      now,
    )
    expect(await faultsOf(ring)).toEqual([{ fault: 'segment_in_itself', of: one }])
    await segments.change(
      db,
      account.id,
      { id: one, name: '一', rule: { kind: 'astrology' }, archivedAt: null },
      now,
    )
    expect(await faultsOf({ none: [ring] })).toEqual([{ fault: 'not_a_rule', of: one }])
  })
})
