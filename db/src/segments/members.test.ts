import {
  addDays,
  conditionsOf,
  CONDITION_KINDS,
  CONSENT_WORDINGS,
  matches,
  seededRandom,
  startOfTokyoDay,
  tokyoDate,
  type Rule,
} from '@tamaru/domain'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { atLength } from '../../../tests/support/at-length.ts'
import { fillCustomers, openShop, type Shop } from '../../../tests/support/fill-customers.ts'
import { freshDatabase } from '../../../tests/support/fresh-database.ts'
import { makeAccount, makeStaff } from '../../../tests/support/make-people.ts'
import { randomRules } from '../../../tests/support/random-rules.ts'
import * as personFacts from '../facts/person-facts.ts'
import { refreshTouched } from '../facts/refresh-facts.ts'
import * as erasures from '../leaving/erasures.ts'
import { inTransaction } from '../open-db.ts'
import * as products from '../products/products.ts'
import { changedByClock } from './clock-changes.ts'
import { keepSegments } from './keep-members.ts'
import * as moves from './moves.ts'
import * as segments from './segments.ts'

const { db, ...database } = await freshDatabase()
afterAll(() => database[Symbol.asyncDispose]())
const account = await makeAccount(db)
const member = await makeStaff(db, account.id)
const PEOPLE = atLength(80, 400)
const ACTS = atLength(40, 600)
const RULES = atLength(18, 60)

let now = new Date(startOfTokyoDay('2027-02-26').getTime() + 60_000)
const pass = (days: number) => (now = new Date(now.getTime() + days * 86_400_000))
let shop: Shop
let ids: string[]
const keep = async () => {
  await refreshTouched(db, now)
  return keepSegments(db, now)
}
const save = (name: string, rule: unknown) =>
  segments.add(db, account.id, { name, rule }, { staffId: member.id, now })
const rewrite = async (id: string, rule: unknown) => {
  const { name } = (await segments.find(db, account.id, id))!
  await segments.change(db, account.id, { id, name, rule, archivedAt: null }, now)
}
const understand = (rule: unknown) => segments.understand(db, account.id, rule, now)
const membersOf = async (id: string) =>
  (await db<{ shopperId: string }[]>`select shopper_id from segment_member where segment_id = ${id}`)
    .map(({ shopperId }) => shopperId)
    .sort()
const meantBy = async (rule: unknown) =>
  (await segments.listIds(db, account.id, await understand(rule), now)).sort()
const movesOf = async (segmentId: string) =>
  (await moves.list(db, account.id, { segmentId }, { limit: 500 })).items
const tell = (shopperId: string, kind: string, payload: object = {}) => db`
  select record_happening(${account.id}, ${randomUUID()}, ${shopperId}, ${kind}, ${now}, ${db.json(payload as never)})`
const openApp = (shopperId: string) => tell(shopperId, 'mini_app_opened')

beforeAll(async () => {
  shop = await openShop(db, account.id, member.id, now)
  ids = await fillCustomers(db, { accountId: account.id, shop, people: PEOPLE, seed: 3, now })
})

async function buy(shopperId: string, productId: string | null, on: string): Promise<void> {
  const entry = randomUUID()
  const sha = entry.replaceAll('-', '').padEnd(64, '0')
  await db.begin(async (sql) => {
    await sql`set local session_replication_role = replica`
    await sql`
      insert into photo (account_id, sha256, media_type, bytes, stored_at) values (${account.id}, ${sha}, 'image/jpeg', 1, ${now})`
    await sql`
      insert into entry (id, account_id, shopper_id, photo_sha256, source, idempotency_key, state, decision, decided_at, created_at)
      values (${entry}, ${account.id}, ${shopperId}, ${sha}, 'app', ${entry}, 'approved', '{}', ${now}, ${now})`
    await sql`
      insert into purchased_item (account_id, entry_id, line, shopper_id, name, normalised_name, quantity, amount_yen, purchased_on, product_id, sensitive)
      values (${account.id}, ${entry}, 1, ${shopperId}, '品', '品', 2, 700, ${on}, ${productId}, 'none')`
  })
  await tell(shopperId, 'entry_approved')
}

describe('counts do not drift', () => {
  test('along a random life of happenings, days, other rules and other goods, members are whom the rule means, and the log adds up to them', async () => {
    const random = seededRandom(9)
    const below = (bound: number) => Math.floor(random() * bound)
    const oneOf = <T>(list: readonly T[]) => list[below(list.length)]!
    const friends = await save('友だち', { kind: 'friend', is: true })
    const rules = randomRules(RULES, {
      seed: 21,
      shop,
      segmentIds: [friends],
      peopleIds: ids,
      today: tokyoDate(now),
    })
    expect(new Set(rules.flatMap(conditionsOf).map(({ kind }) => kind))).toEqual(new Set(CONDITION_KINDS))
    const kept: { id: string; rule: Rule }[] = []
    for (const [n, rule] of rules.entries()) kept.push({ id: await save(`規${n}`, rule), rule })
    const alive = [...ids]
    const consent = async (id: string, given: boolean) => {
      await db`
        insert into consent_event (account_id, shopper_id, purpose, given, wording, source, at)
        values (${account.id}, ${id}, 'analysis', ${given}, ${CONSENT_WORDINGS.length}, 'mini_app', ${now})`
      await tell(id, given ? 'consent_given' : 'consent_withdrawn', { purpose: 'analysis' })
    }
    const acts: (() => Promise<unknown>)[] = [
      async () => pass(oneOf([1, 1, 3, 31])),
      () => buy(oneOf(alive), oneOf([null, ...shop.productIds]), addDays(tokyoDate(now), -below(40))),
      () => openApp(oneOf(alive)),
      () => consent(oneOf(alive), below(3) > 0),
      () => db`update shopper set is_friend = ${below(2) === 0} where id = ${oneOf(alive)}`,
      () => db`update shopper set rank = ${oneOf(['silver', 'gold'])} where id = ${oneOf(alive)}`,
      async () => {
        const [id, tag] = [oneOf(alive), oneOf(shop.tagIds)]
        await db`delete from person_tag where shopper_id = ${id} and tag_id = ${tag}`
        await tell(id, 'tag_removed', { tagId: tag })
      },
      async () => {
        const each = oneOf(kept)
        each.rule = oneOf(rules)
        await rewrite(each.id, each.rule)
      },
      () => db`update shopper set stopped_at = ${oneOf([now, null])} where id = ${oneOf(alive)}`,
      () =>
        db`update product set brand = ${oneOf(['ミナト', 'ワカバ', 'イソベ'])} where id = ${oneOf(shop.productIds)}`,
      () =>
        db`update tag set ends_on = ${addDays(tokyoDate(now), oneOf([-1, 400]))} where id = ${oneOf(shop.tagIds)}`,
      async () => {
        const [shopperId] = alive.splice(below(alive.length), 1)
        await inTransaction(db, (sql) =>
          erasures.erase(sql, { accountId: account.id, shopperId: shopperId! }, { askedBy: 'person' }, now),
        )
      },
    ]
    await products.merge(db, account.id, shop.productIds[0]!, shop.productIds[1]!)
    let looked = 0
    for (let n = 0; n < ACTS; n++) {
      await acts[n % 2 === 0 ? below(3) : below(acts.length)]!()
      if (below(3) > 0) continue
      if (below(2) === 0) await keep()
      await keep()
      for (const { id, rule } of kept) {
        if ('faults' in (await understand(rule))) continue
        const members = await membersOf(id)
        expect(members, JSON.stringify(rule)).toEqual(await meantBy(rule))
        looked += members.length
      }
    }
    expect(looked).toBeGreaterThan(ACTS)
    const added = await db<{ id: string; members: number; moves: number }[]>`
      select s.id, (select count(*)::int from segment_member where segment_id = s.id) as members,
        (select coalesce(sum(case way when 'entered' then 1 else -1 end), 0)::int
         from segment_move where segment_id = s.id) as moves
      from segment s where account_id = ${account.id}`
    for (const { members, moves } of added) expect(moves).toBe(members)
    const causes = await db<{ cause: string }[]>`select distinct cause from segment_move order by cause`
    expect(causes.map(({ cause }) => cause)).toEqual([
      'changed',
      'clock',
      'erased',
      'happening',
      'meaning',
      'saved',
    ])
    // Each that moved by what happened or by the day was told of; what staff wrote was not.
    const [told] = await db<{ told: number; moved: number }[]>`
      select (select count(*)::int from happening where kind in ('segment_entered', 'segment_left')) as told,
        (select count(*)::int from segment_move where cause in ('happening', 'clock')) as moved`
    expect(told!.told).toBe(told!.moved)
    expect(told!.moved).toBeGreaterThan(0)
    await db`update segment set archived_at = ${now} where account_id = ${account.id}`
  })
})

describe('a segment whose members are kept', () => {
  const opened = { kind: 'happened', of: 'mini_app_opened', within: { days: 20 } }
  const wayOf = ({ way, cause, happening }: moves.SegmentMove) => [way, cause, happening?.kind ?? null]

  test('re-entering counts again, and each move names the happening or the day that made it', async () => {
    const id = await save('見た人', { all: [opened, { kind: 'people', people: [ids[1]!] }] })
    await db`update shopper set stopped_at = null where id = ${ids[1]!}`
    await db`delete from person_happened where shopper_id = ${ids[1]!}`
    pass(60)
    await keep()
    await openApp(ids[1]!)
    await keep()
    pass(19)
    await keep()
    expect(await membersOf(id)).toEqual([ids[1]])
    pass(1)
    await keep()
    expect(await membersOf(id)).toEqual([])
    await openApp(ids[1]!)
    await tell(ids[1]!, 'message_heard', { content: 'text' })
    await keep()
    const found = await movesOf(id)
    expect(found.map(wayOf)).toEqual([
      ['entered', 'happening', 'mini_app_opened'],
      ['left', 'clock', null],
      ['entered', 'happening', 'mini_app_opened'],
    ])
    expect(await moves.counts(db, account.id, id, now)).toEqual({
      day: { entered: 1, left: 1 },
      week: { entered: 1, left: 1 },
      month: { entered: 2, left: 1 },
    })
  })

  test('relative dates re-check only whom they can change', async () => {
    const rule = {
      any: [
        { kind: 'recency', atLeast: 60 },
        { kind: 'receipts', atLeast: 2, within: { days: 20 } },
      ],
    }
    const understood = await understand(rule)
    if (!('rule' in understood)) throw new Error('no rule')
    const facts = await personFacts.list(db, account.id)
    const from = tokyoDate(now)
    for (const days of [1, 2, 9]) {
      const to = addDays(from, days)
      const query = changedByClock(db, account.id, understood, { from, to })!
      const looked = new Set((await db<{ shopperId: string }[]>`${query}`).map(({ shopperId }) => shopperId))
      const later = new Date(now.getTime() + days * 86_400_000)
      const changed = facts.filter(
        (each) => matches(each, understood, now) !== matches(each, understood, later),
      )
      expect([...looked]).toEqual(expect.arrayContaining(changed.map(({ shopperId }) => shopperId)))
      // Whose last receipt, or one of the last twenty days, lies at the edge; not the others.
      const edge = facts.filter(({ receipts }) => {
        const last = receipts
          .map(({ boughtOn }) => boughtOn)
          .sort()
          .at(-1)
        const isAt = (on: string, behind: number) => on > addDays(from, -behind) && on <= addDays(to, -behind)
        return (last && isAt(last, 60)) || receipts.some(({ boughtOn }) => isAt(boughtOn, 20))
      })
      expect(looked).toEqual(new Set(edge.map(({ shopperId }) => shopperId)))
      expect(looked.size).toBeLessThan(facts.length)
    }
    const still = await understand({
      all: [
        { kind: 'points', atLeast: 1 },
        { kind: 'spent', atLeast: 1, within: { since: from } },
      ],
    })
    if (!('rule' in still)) throw new Error('no rule')
    expect(changedByClock(db, account.id, still, { from, to: addDays(from, 300) })).toBeNull()
  })

  test('days end in Tokyo, not in UTC', async () => {
    const id = await save('一日', {
      all: [
        { ...opened, within: { days: 1 } },
        { kind: 'people', people: [ids[2]!] },
      ],
    })
    await db`update shopper set stopped_at = null where id = ${ids[2]!}`
    const noon = startOfTokyoDay(addDays(tokyoDate(now), 2)).getTime() + 12 * 3_600_000
    now = new Date(noon)
    await openApp(ids[2]!)
    await keep()
    // 23:59 in Tokyo, and 00:01 there, which is the same day in UTC.
    now = new Date(noon + 12 * 3_600_000 - 60_000)
    await keep()
    expect(await membersOf(id)).toEqual([ids[2]])
    now = new Date(now.getTime() + 120_000)
    await keep()
    expect(await membersOf(id)).toEqual([])
  })

  test('its rebuild deletes nothing: who stays is neither moved nor told of, and the log only grows', async () => {
    const rule = { kind: 'points', atLeast: 1 }
    const id = await save('ポイント', rule)
    await keep()
    const [members, log] = [await membersOf(id), await movesOf(id)]
    expect(members.length).toBeGreaterThan(5)
    const since = await db`select shopper_id, since from segment_member where segment_id = ${id} order by 1`
    pass(1)
    // Other words that mean as much, then fewer people.
    await rewrite(id, { any: [rule] })
    await keep()
    expect(await movesOf(id)).toEqual(log)
    expect(
      await db`select shopper_id, since from segment_member where segment_id = ${id} order by 1`,
    ).toEqual(since)
    await rewrite(id, { all: [rule, { kind: 'people', people: [members[0]!] }] })
    await keep()
    const grown = await movesOf(id)
    expect(grown.slice(-log.length)).toEqual(log)
    expect(grown.slice(0, -log.length).map(wayOf)).toEqual(
      members.slice(1).map(() => ['left', 'changed', null]),
    )
    await expect(db`delete from segment_move where segment_id = ${id}`).rejects.toThrow('append-only')
  })

  test('is found anew where what its rule names means something else', async () => {
    const tag = (name: string) => db<{ id: string }[]>`
      insert into tag (account_id, name, owner_id, created_at) values (${account.id}, ${name}, ${member.id}, ${now}) returning id`
    const [[old], [next]] = await Promise.all([tag('茶/古'), tag('茶/新')])
    const [one] = (await personFacts.list(db, account.id)).map(({ shopperId }) => shopperId)
    await db`
      insert into person_tag (account_id, shopper_id, tag_id, added_at) values (${account.id}, ${one!}, ${next!.id}, ${now})`
    const id = await save('お茶', { kind: 'tag', tags: [old!.id] })
    await keep()
    await db`update tag set merged_into = ${next!.id} where id = ${old!.id}`
    await keep()
    expect((await movesOf(id)).map(wayOf)).toEqual([['entered', 'meaning', null]])
  })

  test('an unknown condition reaches nobody, and touches nobody who is in it until it is mended', async () => {
    const [tag] = await db<{ id: string }[]>`
      insert into tag (account_id, name, owner_id, created_at) values (${account.id}, '試/一', ${member.id}, ${now}) returning id`
    const put = (id: string) => db`
      insert into person_tag (account_id, shopper_id, tag_id, added_at) values (${account.id}, ${id}, ${tag!.id}, ${now})`
    const here = (await personFacts.list(db, account.id)).map(({ shopperId }) => shopperId)
    const [one, other] = here as [string, string]
    await put(one)
    const rule = { kind: 'tag', tags: [tag!.id] }
    const id = await save('試し', rule)
    await keep()
    await db`update tag set ends_on = ${addDays(tokyoDate(now), -1)} where id = ${tag!.id}`
    await put(other)
    await tell(other, 'tag_added', { tagId: tag!.id })
    pass(1)
    await keep()
    expect(await meantBy(rule)).toEqual([])
    expect(await membersOf(id)).toEqual([one])
    expect((await segments.find(db, account.id, id))!.isKept).toBe(false)
    await db`update tag set ends_on = null where id = ${tag!.id}`
    await keep()
    expect(await membersOf(id)).toEqual([one, other].sort())
    expect((await segments.find(db, account.id, id))!.isKept).toBe(true)
  })

  test('a stale segment is never silent: it says by which rule and when its members were found', async () => {
    const id = await save('古い', { kind: 'points', atLeast: 1 })
    const told = async () => {
      const { isKept, keptAt } = (await segments.find(db, account.id, id))!
      return { isKept, keptAt }
    }
    expect(await told()).toEqual({ isKept: false, keptAt: null })
    await keep()
    const found = now
    expect(await told()).toEqual({ isKept: true, keptAt: found })
    pass(1)
    await rewrite(id, { kind: 'points', atLeast: 2 })
    expect(await told()).toEqual({ isKept: false, keptAt: found })
    await keep()
    expect(await told()).toEqual({ isKept: true, keptAt: now })
  })

  test('a failed computation is an error, never an empty list, and takes nobody out', async () => {
    const id = await save('失敗', { kind: 'points', atLeast: 1 })
    await keep()
    const members = await membersOf(id)
    await rewrite(id, { kind: 'people', people: [ids[1]!] })
    await db`alter table segment_move add constraint breaks check (segment_id <> ${db.unsafe(`'${id}'`)}) not valid`
    await expect(keep()).rejects.toThrow('breaks')
    expect(await membersOf(id)).toEqual(members)
    expect((await segments.find(db, account.id, id))!.isKept).toBe(false)
    await db`alter table segment_move drop constraint breaks`
    await keep()
    expect((await segments.find(db, account.id, id))!.isKept).toBe(true)
  })
})
