import { InstantHit, InstantPrize } from '@tamaru/domain'
import * as allotments from '../ledger/allotments.ts'
import type { Sql } from '../open-db.ts'
import { inOrder, toPage, type Page, type PageAsked, type Place } from '../paging.ts'

export interface InstantPlay {
  accountId: string
  campaignId: string
  campaignVersionId: string
  entryId: string
  shopperId: string
  seal: string
  hits: InstantHit[]
  wonPrizeId: string | null
}

/** Takes one piece of a prize's stock; `stock` is all that there are in the campaign. */
export async function claimPrize(
  sql: Sql,
  accountId: string,
  campaignId: string,
  prizeId: string,
): Promise<{ claimed: boolean; stock: number }> {
  const [prize] = await sql<{ allotmentId: string; stock: number }[]>`
    select p.allotment_id, a.total as stock from instant_prize p join allotment a on a.id = p.allotment_id
    where p.account_id = ${accountId} and p.campaign_id = ${campaignId} and p.prize_id = ${prizeId}`
  if (!prize) throw new Error(`campaign ${campaignId} has no stock of prize ${prizeId}`)
  const granted = await allotments.claim(sql, accountId, prize.allotmentId, 1, { partly: false })
  return { claimed: granted === 1, stock: prize.stock }
}

/** Tells whether this entry has played, or another with the same photo. */
export async function hasPlayed(
  sql: Sql,
  play: Pick<InstantPlay, 'accountId' | 'campaignId' | 'entryId' | 'seal'>,
): Promise<boolean> {
  const rows = await sql`
    select 1 from instant_play where account_id = ${play.accountId}
      and (entry_id = ${play.entryId} or (campaign_id = ${play.campaignId} and seal = ${play.seal})) limit 1`
  return rows.length > 0
}

export async function record(sql: Sql, play: InstantPlay & { playedAt: Date }): Promise<void> {
  await sql`insert into instant_play ${sql({ ...play, hits: sql.json(play.hits) as never })}`
}

interface PlayRow {
  id: string
  seal: string
  version: number
  hits: unknown
}

/** Lists how a campaign's entries played, after this id and in the order in which they did. */
export async function listAfter(
  sql: Sql,
  accountId: string,
  campaignId: string,
  after: string,
  limit: number,
): Promise<(Omit<PlayRow, 'hits'> & { hits: InstantHit[] })[]> {
  const rows = await sql<PlayRow[]>`
    select p.id, p.seal, v.version, p.hits from instant_play p join campaign_version v on v.id = p.campaign_version_id
    where p.account_id = ${accountId} and p.campaign_id = ${campaignId} and p.id > ${after}
    order by p.id limit ${limit}`
  return rows.map((row) => ({ ...row, hits: InstantHit.array().parse(row.hits) }))
}

export interface InstantWin {
  entryId: string
  shopperId: string
  displayName: string | null
  prizeId: string
  playedAt: Date
  /** Whether the entry that won is approved still. */
  stands: boolean
}

/** Lists who won at once, newest first, for staff. */
export async function listWins(
  sql: Sql,
  accountId: string,
  campaignId: string,
  asked: PageAsked,
): Promise<Page<InstantWin>> {
  const { place, beyond, tail } = inOrder(sql, [[sql`p.id`, 'bigint']], 'desc', asked)
  const rows = await sql<(InstantWin & { place: Place })[]>`
    select ${place}, p.entry_id, p.shopper_id, s.display_name, p.won_prize_id as prize_id, p.played_at,
      e.state = 'approved' as stands
    from instant_play p join shopper s on s.id = p.shopper_id join entry e on e.id = p.entry_id
    where p.account_id = ${accountId} and p.campaign_id = ${campaignId} and p.won_prize_id is not null
      ${beyond} ${tail}`
  return toPage(rows, asked)
}

/** The prize that an entry won at once, as the rules describe it that it was played by; undefined where it won none. */
export async function findWin(
  sql: Sql,
  accountId: string,
  entryId: string,
): Promise<InstantPrize | undefined> {
  const [row] = await sql<{ prize: unknown }[]>`
    select prize from instant_play p join campaign_version v on v.id = p.campaign_version_id,
      jsonb_array_elements(v.rules -> 'instantWin' -> 'prizes') prize
    where p.account_id = ${accountId} and p.entry_id = ${entryId} and prize ->> 'id' = p.won_prize_id`
  return row && InstantPrize.parse(row.prize)
}

/** Counts how often each prize of a campaign was won. */
export async function countByPrize(
  sql: Sql,
  accountId: string,
  campaignId: string,
): Promise<Map<string, number>> {
  const rows = await sql<{ prizeId: string; won: number }[]>`
    select won_prize_id as prize_id, count(*)::int as won from instant_play
    where account_id = ${accountId} and campaign_id = ${campaignId} and won_prize_id is not null
    group by won_prize_id`
  return new Map(rows.map(({ prizeId, won }) => [prizeId, won]))
}

/** How an entry of a person played; `prizeName` as the rules called it that it was played by. */
export interface OwnPlay {
  entryId: string
  seal: string
  prizeId: string | null
  prizeName: string | null
}

/** Lists how this person's entries played in a campaign. */
export async function listOfShopper(
  sql: Sql,
  accountId: string,
  campaignId: string,
  shopperId: string,
  asked: PageAsked,
): Promise<Page<OwnPlay>> {
  const { place, beyond, tail } = inOrder(sql, [[sql`p.id`, 'bigint']], 'asc', asked)
  const rows = await sql<(OwnPlay & { place: Place })[]>`
    select p.entry_id, p.seal, p.won_prize_id as prize_id, ${place},
      (select prize ->> 'name' from jsonb_array_elements(v.rules -> 'instantWin' -> 'prizes') prize
       where prize ->> 'id' = p.won_prize_id) as prize_name
    from instant_play p join campaign_version v on v.id = p.campaign_version_id
    where p.account_id = ${accountId} and p.campaign_id = ${campaignId} and p.shopper_id = ${shopperId}
      ${beyond} ${tail}`
  return toPage(rows, asked)
}
