import type { HappeningKind } from '@tamaru/domain'
import type { Sql } from '../open-db.ts'
import { inOrder, toPage, type Page, type PageAsked, type Place } from '../paging.ts'
import type { MoveCause } from './keep-members.ts'

/** That somebody came into a segment or left it. */
export interface SegmentMove {
  id: string
  shopperId: string
  displayName: string | null
  way: 'entered' | 'left'
  cause: MoveCause
  /** Of the rule. */
  version: number
  /** What happened to them; null where nothing did, or where it was a state that nothing tells of. */
  happening: { kind: HappeningKind; at: string } | null
  at: Date
}

/** Lists who came into a segment and who left it, the last first; of one person, where one is named. */
export async function list(
  sql: Sql,
  accountId: string,
  { segmentId, shopperId }: { segmentId: string; shopperId?: string },
  asked: PageAsked,
): Promise<Page<SegmentMove>> {
  const { place, beyond, tail } = inOrder(
    sql,
    [
      [sql`m.at`, 'moment'],
      [sql`m.id`, 'bigint'],
    ],
    'desc',
    asked,
  )
  const rows = await sql<(SegmentMove & { place: Place })[]>`
    select m.id, m.shopper_id, s.display_name, m.way, m.cause, m.version, m.at, ${place},
      (select jsonb_build_object('kind', h.kind, 'at', h.at) from happening h
       where h.id = m.happening_id and h.account_id = m.account_id) as happening
    from segment_move m join shopper s on s.account_id = m.account_id and s.id = m.shopper_id
    where m.account_id = ${accountId} and m.segment_id = ${segmentId}
      ${shopperId === undefined ? sql`` : sql`and m.shopper_id = ${shopperId}`} ${beyond} ${tail}`
  return toPage(rows, asked)
}

export interface MoveCount {
  entered: number
  left: number
}
const DAY_MS = 86_400_000

/** Counts who came and who left in the last day, seven and thirty days. */
export async function counts(
  sql: Sql,
  accountId: string,
  segmentId: string,
  now: Date,
): Promise<{ day: MoveCount; week: MoveCount; month: MoveCount }> {
  const [day, week, month] = [1, 7, 30].map((days) => new Date(now.getTime() - days * DAY_MS)) as [
    Date,
    Date,
    Date,
  ]
  const counted = (since: Date) => sql`json_build_object(
    'entered', count(*) filter (where way = 'entered' and at > ${since}),
    'left', count(*) filter (where way = 'left' and at > ${since}))`
  const [row] = await sql<{ day: MoveCount; week: MoveCount; month: MoveCount }[]>`
    select ${counted(day)} as day, ${counted(week)} as week, ${counted(month)} as month
    from segment_move where account_id = ${accountId} and segment_id = ${segmentId} and at > ${month}`
  return row!
}
