import { readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { describeProcess } from './describe-process.ts'

/** Another living process runs its PostgreSQL in this folder. */
export class FolderInUseError extends Error {
  constructor(folder: string, pid: number) {
    super(`process ${pid} runs its PostgreSQL in ${folder}: stop it first`)
    this.name = 'FolderInUseError'
  }
}

/**
 * Makes this process the one that runs PostgreSQL in `folder`, and stops a server that a killed owner left behind there:
 * killing Node leaves its postgres alive, and two on one folder would refuse one another. Returns what gives it back.
 */
export async function claimFolder(folder: string): Promise<() => Promise<void>> {
  const note = path.join(folder, 'owner')
  const mine = `${process.pid} ${describeProcess(process.pid)?.startedAt}`
  for (;;) {
    try {
      await writeFile(note, mine, { flag: 'wx' })
      break
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
    const theirs = await readFile(note, 'utf8').catch(() => '')
    const pid = Number(theirs.split(' ')[0])
    if (theirs !== mine && pid && theirs === `${pid} ${describeProcess(pid)?.startedAt}`) {
      throw new FolderInUseError(folder, pid)
    }
    await rm(note, { force: true })
  }
  await stopLeftover(path.join(folder, 'data'))
  return () => rm(note, { force: true })
}

async function stopLeftover(data: string): Promise<void> {
  const note = path.join(data, 'postmaster.pid')
  const pid = Number((await readFile(note, 'utf8').catch(() => '')).split('\n')[0])
  if (!pid) return
  if (isPostgres(pid)) process.kill(pid, 'SIGINT')
  for (let tries = 0; isPostgres(pid); tries++) {
    if (tries === 200) throw new Error(`the PostgreSQL of an earlier run (process ${pid}) does not stop`)
    await sleep(50)
  }
  // PostgreSQL itself would take a zombie, or another program under that id, for a living server and refuse to start.
  await rm(note, { force: true })
}

function isPostgres(pid: number): boolean {
  return describeProcess(pid)?.name.startsWith('postgres') ?? false
}
