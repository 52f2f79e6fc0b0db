import {
  FolderInUseError,
  removeEmbeddedData,
  startEmbeddedServer,
  type EmbeddedServer,
} from '@tamaru/db/embedded-server'
import { migrate } from '@tamaru/db/migrate'
import { openDb } from '@tamaru/db'
import { createHash, randomBytes } from 'node:crypto'
import { statfs } from 'node:fs/promises'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    database: { serverUrl: string; template: string }
  }
}

/** Test runs that may go on beside one another in one checkout, each with a server of its own. */
const RUNS_AT_ONCE = 8
/** Some dozen databases of 11 MB at once, and the log of what is written. */
const ROOM_BYTES = 3 * 1024 ** 3

/**
 * Starts one PostgreSQL for the whole run (or takes the one of TEST_DATABASE_URL, whose user may create databases) and
 * migrates a template there, once. `freshDatabase` copies it.
 */
export default async function startDatabase(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.TEST_DATABASE_URL
  const server = given ? null : await startServer(project.name)
  const serverUrl = given ?? server!.url
  const template = `tamaru_template_${randomBytes(4).toString('hex')}`

  await onServer(serverUrl, (admin) => admin.unsafe(`create database ${template}`))
  const url = new URL(serverUrl)
  url.pathname = `/${template}`
  await onServer(url.href, (db) => migrate(db, new Date()))
  project.provide('database', { serverUrl, template })

  return async () => {
    if (server) return server.stop()
    await onServer(serverUrl, async (admin) => {
      const names = await admin<{ datname: string }[]>`
        select datname from pg_database where starts_with(datname, ${template})`
      for (const { datname } of names) await admin.unsafe(`drop database if exists ${datname} with (force)`)
    })
  }
}

/** Each project of a run has a folder of its own: in one process the second would take the first's for a leftover. */
async function startServer(projectName: string): Promise<Pick<EmbeddedServer, 'url' | 'stop'>> {
  const place = await choosePlace()
  for (let run = 1; ; run++) {
    const folder = `${place}/${projectName}-${run}`
    try {
      const server = await startEmbeddedServer({ folder, forTests: true })
      return { url: server.url, stop: () => server.stop().then(() => removeEmbeddedData(folder)) }
    } catch (error) {
      if (!(error instanceof FolderInUseError) || run === RUNS_AT_ONCE) throw error
    }
  }
}

/**
 * In memory where there is plenty of it. A database is a thousand files that come and go with a test: on ext4 without a
 * journal, making them takes ten times as long while as many were deleted a moment ago.
 */
async function choosePlace(): Promise<string> {
  const room = await statfs('/dev/shm').catch(() => null)
  if (!room || room.bavail * room.bsize < ROOM_BYTES) return '.dev/test-postgres'
  return `/dev/shm/tamaru-test-${createHash('sha256').update(process.cwd()).digest('hex').slice(0, 12)}`
}

async function onServer<T>(url: string, work: (db: ReturnType<typeof openDb>) => Promise<T>): Promise<T> {
  const db = openDb(url, { max: 1 })
  try {
    return await work(db)
  } finally {
    await db.end()
  }
}
