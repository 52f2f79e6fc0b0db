import { meaningOf, moverOf, tokyoDate, type HappeningKind, type Rule, type Understood } from '@tamaru/domain'
import { hashing } from '../draws/hashing.ts'
import * as happenings from '../happenings/happenings.ts'
import { inTransaction, type Db, type Sql } from '../open-db.ts'
import { changedByClock } from './clock-changes.ts'
import { compileSegment, compileSegments } from './compile-segment.ts'
import type { Fragment } from './compile-condition.ts'
import { understandSaved, type SavedSegment } from './known.ts'
import { withRoom } from './with-room.ts'

/** Any number that no other program uses as an advisory lock here: one at a time makes facts and says who is in what. */
const MEMBERS_LOCK = 726_152_902

/** That a person is to be looked at anew, and by what happening, if by one. */
export interface Touch {
  accountId: string
  shopperId: string
  happeningId: string | null
}
/** By staff, by what the rule names, by what happened, by the day, or because the person has left. */
export const MOVE_CAUSES = ['saved', 'changed', 'meaning', 'happening', 'clock', 'erased'] as const
export type MoveCause = (typeof MOVE_CAUSES)[number]

type Sound = SavedSegment & { understood: Extract<Understood, { rule: Rule }> }
interface Move {
  segmentId: string
  version: number
  shopperId: string
  way: 'entered' | 'left'
  happeningId: string | null
}

/** Holds facts and members until the transaction ends; false: somebody else does. */
export async function holdMembers(sql: Sql): Promise<boolean> {
  const [turn] = await sql<
    { isOurs: boolean }[]
  >`select pg_try_advisory_xact_lock(${MEMBERS_LOCK}) as is_ours`
  return turn!.isOurs
}

const markOf = ({ understood }: SavedSegment): string | null => {
  const meaning = meaningOf(understood)
  return meaning && hashing.sha256(meaning)
}

/**
 * Says anew in which saved segments some people are, whose facts have just been made; the caller holds the members. A segment
 * whose rule has a fault keeps those it has, and is found anew as a whole once it is sound; so is one that means something else
 * by now. What happened to the people names what moved them.
 */
export async function keepTouched(
  sql: Sql,
  accountId: string,
  touches: readonly Touch[],
  now: Date,
): Promise<void> {
  const saved = await understandSaved(sql, accountId, now)
  const faulty = saved.filter((each) => !('rule' in each.understood) && each.keptMeaning !== null)
  if (faulty.length > 0)
    await sql`
      update segment set kept_meaning = null
      where account_id = ${accountId} and id = any(${faulty.map(({ id }) => id)}::uuid[])`
  const kept = saved.filter(
    (each): each is Sound => each.keptMeaning !== null && markOf(each) === each.keptMeaning,
  )
  if (kept.length === 0) return
  const ids = [...new Set(touches.map(({ shopperId }) => shopperId))]
  const { joins, wheres } = compileSegments(
    sql,
    accountId,
    kept.map(({ understood }) => understood),
    now,
  )
  const all = wheres.reduce((before, where) => sql`${before}, ${where}`)
  const meant = await sql<{ shopperId: string; isIn: boolean[] }[]>`
    select f.shopper_id, array[${all}] as is_in from person_fact f ${joins}
    where f.account_id = ${accountId} and f.shopper_id = any(${ids}::uuid[])`
  const was = await sql<{ segmentId: string; shopperId: string }[]>`
    select segment_id, shopper_id from segment_member
    where account_id = ${accountId} and shopper_id = any(${ids}::uuid[])`
  const before = new Set(was.map(({ segmentId, shopperId }) => `${segmentId} ${shopperId}`))
  const after = new Map(meant.map(({ shopperId, isIn }) => [shopperId, isIn]))
  const moved = kept.flatMap((segment, n) =>
    ids.flatMap((shopperId) => {
      const isIn = after.get(shopperId)?.[n] ?? false
      if (isIn === before.has(`${segment.id} ${shopperId}`)) return []
      return [{ segment, shopperId, way: isIn ? ('entered' as const) : ('left' as const) }]
    }),
  )
  if (moved.length === 0) return
  const happened = await findHappened(
    sql,
    accountId,
    touches,
    new Set(moved.map(({ shopperId }) => shopperId)),
  )
  const moves = moved.map(({ segment, shopperId, way }): Move => {
    const mover = moverOf(segment.understood, happened.get(shopperId) ?? [])
    return { segmentId: segment.id, version: segment.version, shopperId, way, happeningId: mover?.id ?? null }
  })
  await writeMoves(sql, accountId, moves, now)
}

async function findHappened(
  sql: Sql,
  accountId: string,
  touches: readonly Touch[],
  whose: ReadonlySet<string>,
) {
  const ids = touches
    .filter(({ shopperId }) => whose.has(shopperId))
    .flatMap(({ happeningId }) => happeningId ?? [])
  const rows = await sql<{ id: string; shopperId: string; kind: HappeningKind }[]>`
    select id, shopper_id, kind from happening
    where id = any(${ids}::bigint[]) and account_id = ${accountId} order by id`
  return Map.groupBy(rows, ({ shopperId }) => shopperId)
}

async function writeMoves(sql: Sql, accountId: string, moves: readonly Move[], now: Date): Promise<void> {
  const rows = sql`jsonb_to_recordset(${sql.json(moves as never)}) as r (
    "segmentId" uuid, version int, "shopperId" uuid, way text, "happeningId" bigint)`
  await sql`
    delete from segment_member m using ${rows}
    where r.way = 'left' and m.account_id = ${accountId} and m.segment_id = r."segmentId" and m.shopper_id = r."shopperId"`
  await sql`
    insert into segment_member (account_id, segment_id, shopper_id, since)
    select ${accountId}, "segmentId", "shopperId", ${now} from ${rows} where way = 'entered'`
  const written = await sql<Told[]>`
    insert into segment_move (account_id, segment_id, version, shopper_id, way, cause, happening_id, at)
    select ${accountId}, "segmentId", version, "shopperId", way, 'happening', "happeningId", ${now} from ${rows}
    returning id, segment_id, version, shopper_id, way`
  await tell(sql, accountId, written, now)
}

type Told = Omit<Move, 'happeningId'> & { id: string }

const tell = (sql: Sql, accountId: string, moves: readonly Told[], at: Date): Promise<void> =>
  happenings.record(
    sql,
    moves.map(({ id, segmentId, version, shopperId, way }) => ({
      ...{ accountId, shopperId, at, kind: way === 'entered' ? 'segment_entered' : 'segment_left' },
      ...{ naturalKey: `segment-move:${id}`, payload: { segmentId, version } },
    })),
  )

/**
 * Finds the members of segments that mean something else than when they were found, and of new ones, as a whole; and on a new
 * Tokyo day those whom the day alone can change. One transaction a segment; one process at a time. Returns how many segments it was.
 */
export async function keepSegments(db: Db, now: Date): Promise<number> {
  const today = tokyoDate(now)
  const due = await db<{ accountId: string }[]>`
    select distinct account_id from segment where archived_at is null`
  let count = 0
  for (const { accountId } of due)
    for (const segment of await understandSaved(db, accountId, now))
      if (isDue(segment, today))
        count += await inTransaction(db, async (sql) => {
          if (!(await holdMembers(sql))) return 0
          // As it is now that nobody else writes members.
          const again = (await understandSaved(sql, accountId, now)).find(({ id }) => id === segment.id)
          return again && isDue(again, today) ? keepWhole(sql, accountId, again as Sound, now) : 0
        })
  return count
}

const isDue = (segment: SavedSegment, today: string): boolean => {
  const mark = markOf(segment)
  return mark !== null && (mark !== segment.keptMeaning || segment.keptOn === null || segment.keptOn < today)
}

async function keepWhole(sql: Sql, accountId: string, segment: Sound, now: Date): Promise<number> {
  const mark = markOf(segment)!
  const [today, isOther] = [tokyoDate(now), mark !== segment.keptMeaning]
  if (isOther) await findAnew(sql, accountId, segment, { whom: null, cause: causeOf(segment), now })
  else {
    const span = { from: segment.keptOn!, to: today }
    const whom = changedByClock(sql, accountId, segment.understood, span)
    if (whom) await findAnew(sql, accountId, segment, { whom, cause: 'clock', now })
  }
  await sql`
    update segment set kept_meaning = ${mark}, kept_version = ${segment.version}, kept_on = ${today}, kept_at = ${now}
    where account_id = ${accountId} and id = ${segment.id}`
  return 1
}

const causeOf = ({ keptVersion, version }: SavedSegment): MoveCause =>
  keptVersion === null ? 'saved' : keptVersion === version ? 'meaning' : 'changed'

/** Asks the rule of all, or of some, and writes down who came and who went; nobody who stays is written anew. */
function findAnew(
  db: Sql,
  accountId: string,
  { id, version, understood }: Sound,
  { whom, cause, now }: { whom: Fragment | null; cause: MoveCause; now: Date },
): Promise<void> {
  return withRoom(db, async (sql) => {
    const { joins, where } = compileSegment(sql, accountId, understood, now)
    const among = (person: Fragment) => (whom ? sql`and ${person} in (select shopper_id from whom)` : sql``)
    const moves = await sql<Told[]>`
      with ${whom ? sql`whom as materialized (${whom}),` : sql``}
      meant as materialized (
        select f.shopper_id from person_fact f ${joins}
        where f.account_id = ${accountId} and ${where} ${among(sql`f.shopper_id`)}),
      went as (
        delete from segment_member m where m.account_id = ${accountId} and m.segment_id = ${id}
          ${among(sql`m.shopper_id`)} and not exists (select from meant where meant.shopper_id = m.shopper_id)
        returning shopper_id),
      came as (
        insert into segment_member (account_id, segment_id, shopper_id, since)
        select ${accountId}, ${id}, shopper_id, ${now} from meant
        where not exists (
          select from segment_member m
          where m.account_id = ${accountId} and m.segment_id = ${id} and m.shopper_id = meant.shopper_id)
        returning shopper_id),
      moved as (
        insert into segment_move (account_id, segment_id, version, shopper_id, way, cause, at)
        select ${accountId}, ${id}, ${version}, shopper_id, way, ${cause}, ${now}
        from (select shopper_id, 'left' as way from went union all select shopper_id, 'entered' from came) m
        returning id, segment_id, version, shopper_id, way)
      select * from moved where ${cause === 'clock'}`
    // What staff wrote is nothing that happened to people.
    await tell(sql, accountId, moves, now)
  })
}
