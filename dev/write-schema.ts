import { openDb } from '@tamaru/db'
import { removeEmbeddedData, startEmbeddedServer } from '@tamaru/db/embedded-server'
import { migrate } from '@tamaru/db/migrate'
import { describeSchema, SCHEMA_FILE } from '@tamaru/db/schema'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'

/** `npm run schema`: writes db/schema.sql, from a new database that all migrations have run on. */
const folder = await mkdtemp(path.join(tmpdir(), 'tamaru-schema-'))
const data = path.join(folder, 'postgres')
const server = await startEmbeddedServer({ folder: data })
const db = openDb(server.url, { max: 1 })
try {
  await migrate(db, new Date())
  await writeFile(SCHEMA_FILE, await describeSchema(db))
} finally {
  await db.end()
  await server.stop()
  await removeEmbeddedData(data)
  await rm(folder, { recursive: true, force: true })
}
