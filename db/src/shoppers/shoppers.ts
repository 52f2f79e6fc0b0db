import type { Language, TestSide } from '@tamaru/domain'
import type { Sql } from '../open-db.ts'
import { inOrder, toPage, type Page, type PageAsked, type Place } from '../paging.ts'

export interface Shopper {
  id: string
  accountId: string
  lineUserId: string
  displayName: string | null
  pictureUrl: string | null
  /** Whether a push reaches the person; null where nobody has told. */
  isFriend: boolean | null
  /** As of when: what happened earlier changes nothing, whenever it is told. */
  friendshipAt: Date | null
  /** Since when the person has stopped their use; null: they have not. */
  stoppedAt: Date | null
  /** The name is the person's own word, not LINE's. */
  hasOwnName: boolean
  /** As the person reads the mini-app, and as LINE tells; null: not known. */
  language: Language | null
  lineLanguage: Language | null
  /** Where they live, by its number, in their own word; null: not told. */
  prefecture: string | null
  /** Whose side somebody who tries the account out is on; null: a person who shops. */
  testSide: TestSide | null
  /** Since when; null: not, or nobody noted it. */
  testSince: Date | null
  createdAt: Date
}

/** A friendship as far as it is known, with the time at which it was so. Null: it may have changed, ask anew. */
export interface Friendship {
  isFriend: boolean | null
  at: Date
}

/**
 * The shopper with this verified LINE user ID, made or brought up to date. A missing name never erases a known one, nor does
 * LINE's the person's own. Who has left is nobody: the same LINE user ID is somebody new.
 */
export async function upsert(
  sql: Sql,
  accountId: string,
  person: {
    lineUserId: string
    displayName?: string | null
    pictureUrl?: string | null
    lineLanguage?: Language
    friendship?: Friendship
  },
  now: Date,
): Promise<Shopper> {
  const [shopper] = await sql<Shopper[]>`
    insert into shopper (account_id, line_user_id, display_name, picture_url, line_language, is_friend,
      friendship_at, created_at)
    values (${accountId}, ${person.lineUserId}, ${person.displayName ?? null}, ${person.pictureUrl ?? null},
            ${person.lineLanguage ?? null}, ${person.friendship?.isFriend ?? null}, ${person.friendship?.at ?? null}, ${now})
    on conflict (account_id, line_user_id) do update set
      display_name = case when shopper.has_own_name then shopper.display_name
        else coalesce(excluded.display_name, shopper.display_name) end,
      picture_url = coalesce(excluded.picture_url, shopper.picture_url),
      line_language = coalesce(excluded.line_language, shopper.line_language),
      is_friend = case when ${isNews(sql)} then excluded.is_friend else shopper.is_friend end,
      friendship_at = case when ${isNews(sql)} then excluded.friendship_at else shopper.friendship_at end
    returning *`
  return shopper!
}

/** Events come late and out of order: only what is younger than what is known counts. */
const isNews = (sql: Sql) => sql`excluded.friendship_at >= coalesce(shopper.friendship_at, '-infinity')`

/** Keeps in which language a person reads the mini-app. */
export async function setLanguage(
  sql: Sql,
  accountId: string,
  shopperId: string,
  language: Language,
): Promise<void> {
  await sql`
    update shopper set language = ${language}
    where account_id = ${accountId} and id = ${shopperId} and erased_at is null`
}

/** Keeps where a person lives, as they say; null: they do not. */
export async function setPrefecture(
  sql: Sql,
  accountId: string,
  shopperId: string,
  prefecture: string | null,
): Promise<void> {
  await sql`
    update shopper set prefecture = ${prefecture}
    where account_id = ${accountId} and id = ${shopperId} and erased_at is null`
}

/** The condition on a `shopper` by the name of `s` that they shop: whoever tries the account out stands outside every figure. */
export const whoShops = (sql: Sql) => sql`s.test_side is null`

/** Counts who is known to live in any of these prefectures, and of whom it is not known where they live. */
export async function countLiving(
  sql: Sql,
  accountId: string,
  prefectures: readonly string[],
): Promise<{ living: number; unknown: number }> {
  const [row] = await sql<{ living: number; unknown: number }[]>`
    select count(*) filter (where prefecture = any(${prefectures as string[]}))::int as living,
      count(*) filter (where prefecture is null)::int as unknown
    from shopper s where account_id = ${accountId} and erased_at is null and ${whoShops(sql)}`
  return row!
}

/** Sets somebody apart who tries the account out, or no longer; undefined where there is no such person. */
export async function setTestSide(
  sql: Sql,
  accountId: string,
  shopperId: string,
  side: TestSide | null,
  by: { staffId: string; now: Date },
): Promise<Shopper | undefined> {
  const [since, staffId] = side ? [by.now, by.staffId] : [null, null]
  const [shopper] = await sql<Shopper[]>`
    update shopper set test_side = ${side}, test_since = ${since}, test_by = ${staffId}
    where account_id = ${accountId} and id = ${shopperId} and erased_at is null
    returning *`
  return shopper
}

/** Somebody who tries the account out, and by whom of the staff they were set apart. */
export interface Tester extends Shopper {
  addedBy: string | null
}

/** Lists who tries the account out, the newest first. */
export async function listTests(sql: Sql, accountId: string, asked: PageAsked): Promise<Page<Tester>> {
  const { place, beyond, tail } = inOrder(
    sql,
    [
      [sql`coalesce(s.test_since, s.created_at)`, 'moment'],
      [sql`s.id`, 'uuid'],
    ],
    'desc',
    asked,
  )
  const rows = await sql<(Tester & { place: Place })[]>`
    select ${place}, s.*, b.display_name as added_by
    from shopper s left join staff b on b.account_id = s.account_id and b.id = s.test_by
    where s.account_id = ${accountId} and s.test_side is not null ${beyond} ${tail}`
  return toPage(rows, asked)
}

/** Keeps what LINE answered about a friendship. */
export async function setFriendship(
  sql: Sql,
  accountId: string,
  shopperId: string,
  { isFriend, at }: Friendship,
): Promise<void> {
  await sql`
    update shopper set is_friend = ${isFriend}, friendship_at = ${at}
    where account_id = ${accountId} and id = ${shopperId} and erased_at is null
      and ${at} >= coalesce(friendship_at, '-infinity')`
}

/**
 * Notes that a person writes to the account: for a week at least they can be written to, friend or not, and LINE is to
 * be asked anew.
 */
export async function noteWriting(sql: Sql, accountId: string, shopperId: string, at: Date): Promise<void> {
  await sql`
    update shopper set is_friend = null, friendship_at = ${at}
    where account_id = ${accountId} and id = ${shopperId} and not is_friend and friendship_at < ${at}`
}

/** The shopper with this id; undefined also where they have left. */
export async function find(sql: Sql, accountId: string, shopperId: string): Promise<Shopper | undefined> {
  const [shopper] = await sql<Shopper[]>`
    select * from shopper where account_id = ${accountId} and id = ${shopperId} and erased_at is null`
  return shopper
}

/** As `find`, and holds the row until the transaction ends: what is decided about one person is decided in turn. */
export async function lock(sql: Sql, accountId: string, shopperId: string): Promise<Shopper | undefined> {
  const [shopper] = await sql<Shopper[]>`
    select * from shopper where account_id = ${accountId} and id = ${shopperId} and erased_at is null
    for no key update`
  return shopper
}

/** The shopper with this LINE user ID, if there is one. */
export async function findByLineUserId(
  sql: Sql,
  accountId: string,
  lineUserId: string,
): Promise<Shopper | undefined> {
  const [shopper] = await sql<Shopper[]>`
    select * from shopper where account_id = ${accountId} and line_user_id = ${lineUserId}`
  return shopper
}

/** Notes that a person stops or resumes their use. Stopping again keeps when it began. */
export async function setStopped(
  sql: Sql,
  accountId: string,
  shopperId: string,
  stoppedAt: Date | null,
): Promise<void> {
  await sql`
    update shopper set stopped_at = ${stoppedAt === null ? null : sql`coalesce(stopped_at, ${stoppedAt}::timestamptz)`}
    where account_id = ${accountId} and id = ${shopperId} and erased_at is null`
}

/** Sets the name by which a person wants to be called; null: LINE's again, from their next login on. */
export async function setOwnName(
  sql: Sql,
  accountId: string,
  shopperId: string,
  name: string | null,
): Promise<void> {
  await sql`
    update shopper set display_name = ${name}, has_own_name = ${name !== null}
    where account_id = ${accountId} and id = ${shopperId} and erased_at is null`
}
