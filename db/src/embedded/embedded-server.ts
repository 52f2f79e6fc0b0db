import { spawn } from 'node:child_process'
import { readFile, rm, stat } from 'node:fs/promises'
import { createServer } from 'node:net'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import postgres from 'postgres'
import { claimFolder, FolderInUseError } from './claim-folder.ts'
import { placeBinaries } from './place-binaries.ts'
import { initialiseData, placeData } from './place-data.ts'
import { asNobody } from './run-as-nobody.ts'

export { FolderInUseError } from './claim-folder.ts'

export interface EmbeddedServer {
  /** Of the database `tamaru`. */
  url: string
  /** The process id of PostgreSQL, now: a server that died and was started again has another. */
  readonly pid: number
  stop(): Promise<void>
}

const SETTINGS = [
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'timezone=UTC',
  'max_connections=200',
  'logging_collector=off',
]
/** Whoever lived so long died of something new. */
const LONG_LIFE_MS = 30_000
const LONGEST_PAUSE_MS = 5_000
const SETTINGS_FOR_TESTS = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off']

/**
 * Starts a real PostgreSQL from the binaries that came with npm, with its data in `folder`. A server that an earlier,
 * killed process left behind is stopped first; where a living process runs one, throws `FolderInUseError`. `forTests`
 * trades safety on power loss for speed. With `onDeath` a server that dies is started again on the same port, after
 * pauses that grow while it keeps dying; it is told the line to say.
 */
export async function startEmbeddedServer(options: {
  folder: string
  port?: number
  forTests?: boolean
  onDeath?: (line: string) => void
}): Promise<EmbeddedServer> {
  const folder = await placeData(options.folder)
  const data = path.join(folder, 'data')
  const binaries = await placeBinaries()
  const giveBack = await claimFolder(folder)
  await initialiseData(binaries, data)

  const port = options.port ?? (await freePort())
  const settings = options.forTests ? [...SETTINGS, ...SETTINGS_FOR_TESTS] : SETTINGS
  const { onDeath } = options
  let log = ''
  let failures = 0
  let isUp = false
  const stopping = new AbortController()

  function launch() {
    const launchedAt = Date.now()
    const child = spawn(
      path.join(binaries, 'bin', 'postgres'),
      ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])],
      // Ctrl+C is for the whole group of a terminal: whoever still writes something down needs us to stop last.
      { stdio: ['ignore', 'ignore', 'pipe'], detached: process.platform !== 'win32', ...asNobody() },
    )
    child.stderr.on('data', (chunk: Buffer) => (log = (log + chunk.toString()).slice(-4000)))
    const end = Promise.withResolvers<void>()
    const running = { child, end: end.promise, ended: false }
    const onEnd = (reason?: unknown) => {
      if (reason instanceof Error) log += reason.message
      running.ended = true
      end.resolve()
    }
    child.once('exit', onEnd).once('error', onEnd)
    if (onDeath)
      void end.promise.then(async () => {
        if (stopping.signal.aborted || !isUp) return
        failures = Date.now() - launchedAt > LONG_LIFE_MS ? 0 : failures + 1
        const pause_ms = Math.min(LONGEST_PAUSE_MS, 100 * 2 ** failures)
        onDeath(`PostgreSQL ended; starting again in ${pause_ms} ms`)
        await sleep(pause_ms, undefined, { signal: stopping.signal }).catch(() => {})
        if (!stopping.signal.aborted) server = launch()
      })
    return running
  }
  let server = launch()
  const stopNow = () => server.child.kill('SIGINT')
  process.once('exit', stopNow)

  const stop = async () => {
    stopping.abort()
    process.removeListener('exit', stopNow)
    if (!server.ended) stopNow()
    await server.end
    await giveBack()
  }
  const url = urlOf(port)
  try {
    await waitUntilReady(data, server.child.pid!, () => !server.ended)
    await ensureDatabase(url)
    isUp = true
  } catch (cause) {
    await stop()
    throw new Error(`PostgreSQL did not start: ${log}`, { cause })
  }
  return {
    url,
    get pid() {
      return server.child.pid!
    },
    stop,
  }
}

/**
 * The server of the data in `folder`: the one that another process runs there, which `stop` then leaves alone, or one of
 * our own. Null where no data were ever kept.
 */
export async function joinEmbeddedServer(folder: string): Promise<EmbeddedServer | null> {
  const data = path.join(await placeData(folder), 'data')
  if (!(await stat(data).catch(() => null))) return null
  try {
    return await startEmbeddedServer({ folder })
  } catch (error) {
    if (!(error instanceof FolderInUseError)) throw error
    // Its lines are named in PostgreSQL's pidfile.h: the process's id, …, the port.
    const note = (await readFile(path.join(data, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n')
    const [pid, port] = [Number(note[0]), Number(note[3])]
    if (!pid || !port) throw error
    return { url: urlOf(port), pid, stop: async () => {} }
  }
}

const urlOf = (port: number) => `postgres://tamaru@127.0.0.1:${port}/tamaru`

export async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve))
  const { port } = probe.address() as { port: number }
  await new Promise((resolve) => probe.close(resolve))
  return port
}

/**
 * Waits until this very process writes that it takes connections (line 8 of postmaster.pid). To connect would prove
 * nothing: where another PostgreSQL has the port, it would answer.
 */
async function waitUntilReady(data: string, pid: number, alive: () => boolean): Promise<void> {
  for (let tries = 0; alive() && tries < 1000; tries++) {
    const lines = (await readFile(path.join(data, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n')
    if (Number(lines[0]) === pid && lines[7]?.startsWith('ready')) return
    await sleep(20)
  }
  throw new Error('it takes no connections')
}

/** Makes the database `tamaru` on the first start. */
async function ensureDatabase(url: string): Promise<void> {
  const admin = postgres(url.replace(/\/tamaru$/, '/postgres'), { max: 1, onnotice: () => {} })
  try {
    const known = await admin`select 1 from pg_database where datname = 'tamaru'`
    if (known.length === 0) await admin`create database tamaru`
  } finally {
    await admin.end({ timeout: 1 })
  }
}

/** Removes the data of the server in `folder`, stopping one that a killed process left behind. */
export async function removeEmbeddedData(folder: string): Promise<void> {
  const placed = await placeData(folder)
  const giveBack = await claimFolder(placed)
  await rm(path.join(placed, 'data'), { recursive: true, force: true })
  await giveBack()
  if (placed !== path.resolve(folder)) await rm(placed, { recursive: true })
}
