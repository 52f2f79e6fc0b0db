import { attributes, audiences, attributeValues, products, refreshTouched, type Db } from '@tamaru/db'
import {
  addDays,
  CONSENT_WORDINGS,
  MILEAGE_RANKS,
  seededRandom,
  startOfTokyoDay,
  tokyoDate,
} from '@tamaru/domain'
import { randomUUID } from 'node:crypto'
import { makeLineUserId } from './make-people.ts'
import { makeStore } from './make-store.ts'

/** What an account sells and where, for customers to have bought. */
export interface Shop {
  productIds: string[]
  storeIds: string[]
  chainIds: string[]
  tagIds: string[]
  audienceIds: string[]
}

const BRANDS = ['ミナト', 'ワカバ', 'イソベ']
/** Of which the first has two of the stores. */
const CHAINS = ['1000000000001', '1000000000002']
const CATEGORIES = ['飲料', '菓子']
const KINDS = [
  'mini_app_opened',
  'message_heard',
  'friend_added',
  'friend_blocked',
  'entry_approved',
] as const

/** Fits out an account with goods, stores and tags. */
export async function openShop(db: Db, accountId: string, staffId: string, now: Date): Promise<Shop> {
  const shop: Shop = { productIds: [], storeIds: [], chainIds: [...CHAINS], tagIds: [], audienceIds: [] }
  for (let n = 0; n < 8; n++) {
    const facts = { name: `品${n}`, brand: BRANDS[n % 3]!, category: CATEGORIES[n % 2]! }
    const nothing = { jan: null, kana: null, aliases: [], price_yen: null, picture: null }
    shop.productIds.push((await products.add(db, accountId, { ...nothing, ...facts }, now)).id)
  }
  for (let n = 0; n < 3; n++) {
    const registrationNumbers = [`T${CHAINS[n % 2]!}`]
    shop.storeIds.push((await makeStore(db, accountId, { name: `店${n}`, registrationNumbers })).id)
  }
  for (let n = 0; n < 4; n++) {
    const [tag] = await db<{ id: string }[]>`
      insert into tag (account_id, name, owner_id, created_at)
      values (${accountId}, ${`興味/${n}`}, ${staffId}, ${now}) returning id`
    shop.tagIds.push(tag!.id)
  }
  for (let n = 0; n < 2; n++) {
    const declared = { name: `購入者${n}`, list: 'buyers', origin: '通販', consent: '規約' } as const
    shop.audienceIds.push(await audiences.add(db, accountId, { ...declared, people: 1 }, { staffId, now }))
  }
  for (const [key, kind] of [
    ['visits', 'number'],
    ['newsletter', 'yes_no'],
  ] as const) {
    const words = { ja: key, en: key }
    const attribute = { key, kind, words, choices: [], purpose: '試験', keptDays: null }
    await attributes.add(db, accountId, attribute, { staffId, now })
  }
  return shop
}

/**
 * Fills the books with people as a seed decides, as they would have been left: friends and not, with and without consent, which
 * some took back, receipts on days around the ends of months, answers, tags, attributes, happenings, points. In bulk, past the triggers
 * that guard the doors. Then their facts are made.
 */
export async function fillCustomers(
  db: Db,
  {
    accountId,
    shop,
    people,
    seed,
    now,
  }: { accountId: string; shop: Shop; people: number; seed: number; now: Date },
): Promise<string[]> {
  const random = seededRandom(seed)
  const below = (bound: number) => Math.floor(random() * bound)
  const oneOf = <T>(list: readonly T[]) => list[below(list.length)]!
  const ids = Array.from({ length: people }, () => randomUUID())
  const today = tokyoDate(now)
  const wording = CONSENT_WORDINGS.length
  const rows: Record<string, object[]> = {
    ...{
      shopper: [],
      photo: [],
      entry: [],
      item: [],
      consent: [],
      answer: [],
      tag: [],
      lot: [],
      told: [],
      member: [],
      own: [],
    },
  }
  const told: attributeValues.ToldValue[] = []
  const instant = (day: string) => new Date(startOfTokyoDay(day).getTime() + below(86_400_000))
  for (const id of ids) {
    const friend = oneOf([true, true, false, null])
    rows.shopper!.push({
      id,
      line: makeLineUserId(),
      friend,
      rank: oneOf(MILEAGE_RANKS),
      at: instant(addDays(today, -400 + below(390))),
    })
    const agreed = addDays(today, -below(200))
    // Agreed, did not, took it back, took it back and agreed again.
    const story = below(5)
    if (story !== 1) rows.consent!.push({ id, given: true, wording, at: instant(agreed) })
    if (story === 2 || story === 3)
      rows.consent!.push({ id, given: false, wording, at: instant(addDays(agreed, 20)) })
    if (story === 3) rows.consent!.push({ id, given: true, wording, at: instant(addDays(agreed, 40)) })
    for (let n = below(3) === 0 ? 0 : below(9); n > 0; n--) {
      const entry = randomUUID()
      const day = addDays(today, -below(200))
      const sha = entry.replaceAll('-', '').padEnd(64, '0')
      rows.photo!.push({ sha })
      const state = below(8) === 0 ? 'revoked' : 'approved'
      rows.entry!.push({ id, entry, sha, state, store: oneOf([null, ...shop.storeIds]), at: instant(day) })
      const boughtOn = below(6) === 0 ? null : addDays(day, -below(3))
      for (let line = 1 + below(3); line > 0 && state === 'approved'; line--)
        rows.item!.push({
          id,
          entry,
          line,
          product: oneOf([null, ...shop.productIds]),
          boughtOn,
          pieces: 1 + below(3),
          yen: 50 + below(900),
        })
    }
    if (below(2) === 0)
      rows.answer!.push({
        id,
        invitation: randomUUID(),
        entry: randomUUID(),
        score: below(11),
        at: instant(addDays(today, -below(120))),
      })
    for (const tag of shop.tagIds) if (below(5) === 0) rows.tag!.push({ id, tag })
    const values = {
      gender: oneOf(['female', 'male', 'other', 'no_answer']),
      prefecture: String(1 + below(47)).padStart(2, '0'),
      // Many a birthday is today, on which a decade begins.
      birthday: `${1930 + below(95)}${oneOf([today.slice(4), '-02-28', '-04-01'])}`,
      visits: String(below(25) / 2),
      newsletter: oneOf(['yes', 'no']),
    }
    for (const [attribute, value] of Object.entries(values))
      if (below(3) > 0) told.push({ shopperId: id, attribute, value })
    if (below(3) > 0) {
      const ended = below(4) === 0
      const since = instant(addDays(today, -1 - below(150)))
      rows.member!.push({ id, since, until: ended ? now : null, by: ended ? 'person' : null })
    }
    for (let n = below(2) === 0 ? 0 : below(6); n > 0; n--)
      rows.own!.push({
        id,
        key: String(n).padStart(64, '0'),
        day: addDays(today, -below(160)),
        yen: below(1500),
      })
    if (below(3) > 0) rows.lot!.push({ id, points: 1 + below(400) })
    for (const kind of KINDS)
      for (let n = below(4); n > 0; n--)
        rows.told!.push({ id, kind, at: instant(addDays(today, -below(150))) })
  }
  await db.begin(async (sql) => {
    await sql`set local session_replication_role = replica`
    const from = (name: string, columns: string) =>
      sql`from jsonb_to_recordset(${sql.json(rows[name] as never)}) as r (${sql.unsafe(columns)})`
    await sql`
      insert into shopper (id, account_id, line_user_id, display_name, is_friend, rank, created_at)
      select id, ${accountId}, line, left(line, 4), friend, rank, at ${from('shopper', 'id uuid, line text, friend bool, rank text, at timestamptz')}`
    await sql`
      insert into photo (account_id, sha256, media_type, bytes, stored_at)
      select ${accountId}, sha, 'image/jpeg', 1, ${now} ${from('photo', 'sha text')}`
    await sql`
      insert into entry (id, account_id, shopper_id, photo_sha256, source, idempotency_key, state, decision, decided_at, store_id, created_at)
      select entry, ${accountId}, id, sha, 'app', entry::text, state, '{}', at, store, at
      ${from('entry', 'id uuid, entry uuid, sha text, state text, store uuid, at timestamptz')}`
    await sql`
      insert into purchased_item (account_id, entry_id, line, shopper_id, name, normalised_name, quantity, amount_yen, purchased_on, product_id, sensitive)
      select ${accountId}, entry, line, id, '品', '品', pieces, yen, "boughtOn", product, 'none'
      ${from('item', 'id uuid, entry uuid, line int, product uuid, "boughtOn" date, pieces int, yen int')}`
    await sql`
      insert into consent_event (account_id, shopper_id, purpose, given, wording, source, at)
      select ${accountId}, id, 'analysis', given, wording, 'mini_app', at
      ${from('consent', 'id uuid, given bool, wording int, at timestamptz')}`
    const [batchId, [member]] = [
      randomUUID(),
      await sql<{ id: string }[]>`select id from staff where account_id = ${accountId} limit 1`,
    ]
    await sql`
      insert into batch (id, account_id, kind, staff_id, done_at)
      values (${batchId}, ${accountId}, 'import', ${member!.id}, ${now})`
    await sql`
      insert into shop_purchase (account_id, shopper_id, key, bought_on, goods, yen, pieces, shop, number, batch_id, told_at)
      select ${accountId}, id, key, day, '品', yen, 1, '', '', ${batchId}, ${now}
      ${from('own', 'id uuid, key text, day date, yen int')}`
    const answers = from('answer', 'id uuid, invitation uuid, entry uuid, score int, at timestamptz')
    await sql`
      insert into survey_invitation (id, account_id, shopper_id, entry_id, invited_at)
      select invitation, ${accountId}, id, entry, at ${answers}`
    await sql`
      insert into survey_answer (account_id, invitation_id, shopper_id, score, answered_at)
      select ${accountId}, invitation, id, score, at ${answers}`
    await sql`
      insert into person_tag (account_id, shopper_id, tag_id, added_at)
      select ${accountId}, id, tag, ${now} ${from('tag', 'id uuid, tag uuid')}`
    for (const [n, audienceId] of shop.audienceIds.entries())
      await sql`
        insert into audience_member (account_id, audience_id, shopper_id, matched_at)
        select ${accountId}, ${audienceId}, id, ${now} from unnest(${ids}::uuid[]) with ordinality as t (id, no)
        where no % ${n + 3} = 0`
    await sql`
      insert into lot (journal_id, account_id, shopper_id, points, expires_on)
      select nextval('journal_id_seq'), ${accountId}, id, points, '2099-01-01' ${from('lot', 'id uuid, points int')}`
    await sql`
      insert into member_link (account_id, shopper_id, sealed, keyed_hash, source, since, until, ended_by)
      select ${accountId}, id, '', sha256(id::text::bytea), 'account_link', since, until, by
      ${from('member', 'id uuid, since timestamptz, until timestamptz, by text')}`
    await sql`
      select record_happening(${accountId}, gen_random_uuid()::text, id, kind, at, '{}')
      ${from('told', 'id uuid, kind text, at timestamptz')}`
    await sql`insert into person_touched select ${accountId}, id ${from('shopper', 'id uuid')}`
  })
  await attributeValues.tell(db, accountId, told, { source: 'import', now })
  await refreshTouched(db, now)
  return ids
}
