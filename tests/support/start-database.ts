import { FolderInUseError, startEmbeddedServer, type EmbeddedServer } from '@tamaru/db/embedded-server'
import { migrate } from '@tamaru/db/migrate'
import { openDb } from '@tamaru/db'
import { randomBytes } from 'node:crypto'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    database: { serverUrl: string; template: string }
  }
}

/** Test runs that may go on beside one another in one checkout, each with a server of its own. */
const RUNS_AT_ONCE = 8

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
  await onServer(url.href, migrate)
  project.provide('database', { serverUrl, template })

  return async () => {
    await onServer(serverUrl, async (admin) => {
      const names = await admin<{ datname: string }[]>`
        select datname from pg_database where starts_with(datname, ${template})`
      for (const { datname } of names) await admin.unsafe(`drop database if exists ${datname} with (force)`)
    })
    await server?.stop()
  }
}

/** Each project of a run has a folder of its own: in one process the second would take the first's for a leftover. */
async function startServer(projectName: string): Promise<EmbeddedServer> {
  for (let run = 1; ; run++) {
    try {
      return await startEmbeddedServer({ folder: `.dev/test-postgres/${projectName}-${run}`, forTests: true })
    } catch (error) {
      if (!(error instanceof FolderInUseError) || run === RUNS_AT_ONCE) throw error
    }
  }
}

async function onServer<T>(url: string, work: (db: ReturnType<typeof openDb>) => Promise<T>): Promise<T> {
  const db = openDb(url, { max: 1 })
  try {
    return await work(db)
  } finally {
    await db.end()
  }
}
