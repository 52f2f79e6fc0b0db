import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

export interface RunningProcess {
  /** The program's name; empty where the system does not tell. */
  name: string
  /** Tells a process from a later one with the same id; empty where the system does not tell. */
  startedAt: string
}

/**
 * Describes what runs under this process id, or null. A zombie, dead but not yet fetched by its parent, counts as gone.
 */
export function describeProcess(pid: number): RunningProcess | null {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return null
  }
  if (process.platform === 'linux') return fromProc(pid)
  if (process.platform === 'win32') return { name: '', startedAt: '' }
  const told = spawnSync('ps', ['-o', 'stat=,lstart=,comm=', '-p', String(pid)], { encoding: 'utf8' }).stdout
  const found = /^(\S+)\s+(.{24})\s+(.+)$/.exec(told.trim())
  if (!found || found[1]!.startsWith('Z')) return null
  return { name: found[3]!.split('/').at(-1)!, startedAt: found[2]! }
}

function fromProc(pid: number): RunningProcess | null {
  let stat: string
  try {
    stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  } catch {
    return null
  }
  // "PID (NAME) STATE PPID …", where NAME may hold spaces and brackets; the 20th word after it is the start in ticks.
  const end = stat.lastIndexOf(')')
  const words = stat.slice(end + 2).split(' ')
  if (words[0] === 'Z') return null
  return { name: stat.slice(stat.indexOf('(') + 1, end), startedAt: words[19]! }
}
