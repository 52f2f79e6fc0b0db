import { inTransaction, makeHappeningMonths, type Db } from '@tamaru/db'
import { copyIn, isUnused } from '@tamaru/db/copies'
import { migrate, migrateSchema } from '@tamaru/db/migrate'
import { addDays, startOfTokyoDay, tokyoDate } from '@tamaru/domain'
import { shiftDays } from './shift-days.ts'
import { openWorld, WORLD_FILE, type WorldHead } from './world-file.ts'

const DAY_MS = 24 * 3_600_000

/** So many days, in whole weeks, that the world's last is over, and was over less than a week ago. */
export function daysToShift(lastDay: string, now: Date): number {
  const [today, last] = [tokyoDate(now), lastDay].map((day) => startOfTokyoDay(day!).getTime()) as [
    number,
    number,
  ]
  return 7 * Math.floor(((today - last) / DAY_MS - 1) / 7)
}

/**
 * Fills a database that nobody has used with the stored world, moved so that it ends near `now`: into the schema that it was
 * made with, through which it then goes on as any database does. All its rows stand, or none. Returns what was loaded, or
 * undefined where the database is in use.
 */
export async function loadWorld(
  db: Db,
  now: Date,
  from: URL | string = WORLD_FILE,
): Promise<WorldHead | undefined> {
  const { head, tables } = await openWorld(from)
  if (!(await isUnused(db, head.migration))) return undefined
  const days = daysToShift(head.lastDay, now)
  const began = startOfTokyoDay(addDays(head.lastDay, days - head.days - 2))
  await migrateSchema(db, now, head.migration)
  // Before its rows come, so that none has to move.
  await makeHappeningMonths(db, now, began)
  async function* moved() {
    for await (const table of tables)
      yield { ...table, lines: table.lines.map((line) => shiftDays(line, days)) }
  }
  await inTransaction(db, (sql) => copyIn(sql, moved()), null)
  await migrate(db, now)
  return { ...head, lastDay: addDays(head.lastDay, days) }
}
