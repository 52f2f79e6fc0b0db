import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { joinEmbeddedServer, removeEmbeddedData, startEmbeddedServer } from './embedded-server.ts'
import { describeProcess } from './describe-process.ts'
import { untilTrue } from '../../../tests/support/start-house.ts'
import { openDb } from '../open-db.ts'
import { untilAvailable } from '../connection/until-available.ts'

await mkdir('.dev', { recursive: true })
const folder = await mkdtemp(path.resolve('.dev/embedded-server-test-'))
await chmod(folder, 0o755)
const other = path.join(folder, 'other')
/** Also where a test fails half-way, nothing goes on running. */
const running: (() => Promise<void>)[] = []
afterAll(async () => {
  for (const end of running) await end()
  for (const place of [folder, other]) await removeEmbeddedData(place)
  await rm(folder, { recursive: true })
})

async function start(options: { folder: string; port?: number }) {
  const server = await startEmbeddedServer(options)
  running.push(server.stop)
  return server
}

const MODULE = new URL('embedded-server.ts', import.meta.url).href

/** Starts the server from a Node process of its own; resolves when it answers. */
async function startElsewhere() {
  const child = spawn(
    process.execPath,
    [
      '--input-type=module-typescript',
      '--eval',
      `import { joinEmbeddedServer, removeEmbeddedData, startEmbeddedServer } from '${MODULE}'
       const { url, pid } = await startEmbeddedServer({ folder: process.argv[1] })
       console.log(JSON.stringify({ url, pid }))
       setInterval(() => {}, 1000)`,
      folder,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const [line] = (await once(child.stdout, 'data')) as [Buffer]
  const { url, pid } = JSON.parse(line.toString()) as { url: string; pid: number }
  const kill = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
  running.push(kill)
  return { url, pid, kill }
}

async function query<T>(url: string, work: (db: ReturnType<typeof openDb>) => Promise<T>): Promise<T> {
  const db = openDb(url, { max: 1 })
  try {
    return await work(db)
  } finally {
    await db.end({ timeout: 1 })
  }
}
const write = (url: string, text: string) =>
  query(url, async (db) => {
    await db`create table if not exists note (text text)`
    await db`insert into note values (${text})`
  })
const notes = (url: string) =>
  query(url, async (db) => (await db<{ text: string }[]>`select text from note`).map((note) => note.text))
const isRunning = (pid: number) => describeProcess(pid) !== null

test('the server keeps its data over a stop, a kill of PostgreSQL and a kill of the process that started it', async () => {
  const first = await start({ folder })
  await write(first.url, 'before the stop')
  await first.stop()
  expect(isRunning(first.pid)).toBe(false)

  const second = await start({ folder })
  await write(second.url, 'before PostgreSQL was killed')
  process.kill(second.pid, 'SIGKILL')
  await second.stop()

  const third = await startElsewhere()
  await write(third.url, 'before its owner was killed')
  await third.kill()
  expect(isRunning(third.pid)).toBe(true)

  const fourth = await start({ folder })
  expect(isRunning(third.pid)).toBe(false)
  expect(await notes(fourth.url)).toEqual([
    'before the stop',
    'before PostgreSQL was killed',
    'before its owner was killed',
  ])
  await fourth.stop()
})

test('a folder whose server belongs to a living process is refused, and that server goes on', async () => {
  const theirs = await startElsewhere()
  await expect(start({ folder })).rejects.toThrow(/process \d+ runs its PostgreSQL in/)
  await write(theirs.url, 'undisturbed')
  await theirs.kill()
  await (await start({ folder })).stop()
})

test('a server whose port is taken, by another PostgreSQL even, says so', async () => {
  const server = await start({ folder })
  const port = Number(new URL(server.url).port)
  await expect(start({ folder: other, port })).rejects.toThrow(/did not start: .*could not bind/s)
  await server.stop()
})

test('a folder that only its owner may enter will do, and is removed without a trace', async () => {
  const closed = path.join(folder, 'closed')
  await mkdir(closed, { mode: 0o700 })
  const server = await start({ folder: closed })
  const data = await query(
    server.url,
    async (db) => (await db`show data_directory`)[0]!.dataDirectory as string,
  )
  await server.stop()
  expect(existsSync(data)).toBe(true)
  await removeEmbeddedData(closed)
  expect(existsSync(data)).toBe(false)
})

test('who joins uses the server of a living process and leaves it alone, or runs one over what is kept', async () => {
  const theirs = await startElsewhere()
  const joined = await joinEmbeddedServer(folder)
  expect(joined!.url).toBe(theirs.url)
  await write(joined!.url, 'by who joined')
  await joined!.stop()
  expect(isRunning(theirs.pid)).toBe(true)
  await theirs.kill()

  const own = (await joinEmbeddedServer(folder))!
  running.push(own.stop)
  expect(await notes(own.url)).toContain('by who joined')
  await own.stop()
  expect(isRunning(own.pid)).toBe(false)
})

test('where nothing was ever kept there is nothing to join', async () => {
  expect(await joinEmbeddedServer(path.join(folder, 'nothing'))).toBeNull()
})

test('where it is to be kept running, a server that dies is started again, with its data, on the same port', async () => {
  const said: string[] = []
  const server = await startEmbeddedServer({ folder: other, onDeath: (line) => said.push(line) })
  running.push(server.stop)
  await query(server.url, (db) => db`create table kept as select 42 as answer`)
  const first = server.pid
  process.kill(first, 'SIGQUIT')
  await untilTrue(() => server.pid !== first)
  const rows = await query(server.url, (db) =>
    untilAvailable(() => db<{ answer: number }[]>`select answer from kept`, { log: () => {} }),
  )
  expect(rows).toEqual([{ answer: 42 }])
  expect(said[0]).toMatch(/^PostgreSQL ended; starting again in \d+ ms$/)
  const before = said.length
  await server.stop()
  expect(said).toHaveLength(before)
})
