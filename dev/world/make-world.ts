import { openDb } from '@tamaru/db'
import { copyOut, lastMigration, listTables } from '@tamaru/db/copies'
import { startEmbeddedServer } from '@tamaru/db/embedded-server'
import { migrate } from '@tamaru/db/migrate'
import { addDays } from '@tamaru/domain'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { endOf, liveWorld } from './live-world.ts'
import { listMembers } from './members.ts'
import { drawPeople } from './people.ts'
import { WORLD } from './world.ts'
import { MEMBERS_FILE, WORLD_FILE, writeWorld } from './world-file.ts'

/**
 * `npm run make-world [-- --people 100000 --to FILE]`: lets people live a year through by the product's own use cases, in a
 * database of its own, and writes it down. Without `--to` it is the stored world that is made anew, with its members' list.
 */
const { values } = parseArgs({
  options: {
    people: { type: 'string', default: String(WORLD.people) },
    days: { type: 'string', default: String(WORLD.days) },
    to: { type: 'string' },
  },
})
const [people, days] = [Number(values.people), Number(values.days)]
const startedAt = performance.now()
const folder = await mkdtemp(path.join(tmpdir(), 'tamaru-world-'))
const server = await startEmbeddedServer({ folder, forTests: true })
const db = openDb(server.url, { max: 14, name: 'tamaru-world' })
try {
  const world = { ...WORLD, days, people }
  await migrate(db, endOf(world))
  await liveWorld(db, world, (day) => {
    if (day % 7 === 6) console.log(`${day + 1} of ${days} days, ${seconds()} s`)
  })
  const migration = await lastMigration(db)
  const tables = []
  for (const table of await listTables(db)) tables.push({ ...table, lines: await copyOut(db, table) })
  const lastDay = addDays(world.first, days - 1)
  const bytes = await writeWorld({ migration, lastDay, days, people }, tables, values.to ?? WORLD_FILE)
  if (!values.to) await writeFile(MEMBERS_FILE, listMembers(drawPeople(people, days, world.seed), world.seed))
  console.log(`${people} people, until ${lastDay}: ${(bytes / 1e6).toFixed(1)} MB after ${seconds()} s`)
} finally {
  await db.end()
  await server.stop()
  await rm(folder, { recursive: true, force: true })
}

function seconds(): string {
  return ((performance.now() - startedAt) / 1000).toFixed(0)
}
