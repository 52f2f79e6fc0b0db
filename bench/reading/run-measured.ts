import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { text } from 'node:stream/consumers'

export interface MeasuredRun {
  output: string
  /** Null where it was ended by force. */
  code: number | null
  wall_ms: number
  /**
   * Most memory that the program ever held: the peaks of its processes added up, as if all fell together and nothing
   * were shared. Null where the system does not tell.
   */
  peak_mib: number | null
  /** What all its processes together have computed: unlike the time on the wall, it hardly knows of a busy machine. */
  cpu_ms: number | null
}

const LOOK_EVERY_MS = 20
/** USER_HZ, 100 on every Linux that Node runs on. */
const MS_PER_TICK = 10

/** Runs a program to its end, or for so long, and watches its memory. Its complaints are for the terminal. */
export async function runMeasured(
  command: string,
  args: string[],
  { env = process.env, limitMs }: { env?: NodeJS.ProcessEnv; limitMs?: number } = {},
): Promise<MeasuredRun> {
  const start = performance.now()
  const child = spawn(command, args, {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
    timeout: limitMs,
    killSignal: 'SIGKILL',
  })
  let seen: Use | null = null
  const look = () => (seen = greater(seen, child.pid ? useOf(child.pid) : null))
  const looking = setInterval(look, LOOK_EVERY_MS)
  try {
    const [output, [code]] = await Promise.all([text(child.stdout), once(child, 'close')])
    return { output, code, wall_ms: performance.now() - start, ...(seen ?? { peak_mib: null, cpu_ms: null }) }
  } finally {
    clearInterval(looking)
  }
}

type Use = { peak_mib: number; cpu_ms: number }

/** A process that has ended since the last look has taken its peak along. */
const greater = (a: Use | null, b: Use | null): Use | null =>
  a && b ? { peak_mib: Math.max(a.peak_mib, b.peak_mib), cpu_ms: Math.max(a.cpu_ms, b.cpu_ms) } : (a ?? b)

/**
 * Of a process and of those that it started: proc_pid_status(5) and proc_pid_stat(5). The peak is the kernel's own
 * high-water mark, so none between two looks is missed; what comes after the last look is.
 */
function useOf(pid: number): Use | null {
  try {
    const peak_kib = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]
    // The program's name stands in brackets and may hold blanks: count from behind it.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ')
    // Its own time and that of its children that have ended, in user mode and in the kernel.
    const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0)
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').match(/\d+/g) ?? []
    const uses = children.map((child) => useOf(Number(child))).filter((use) => use !== null)
    uses.push({ peak_mib: Number(peak_kib) / 1024, cpu_ms: ticks * MS_PER_TICK })
    return {
      peak_mib: uses.reduce((sum, use) => sum + use.peak_mib, 0),
      cpu_ms: uses.reduce((sum, use) => sum + use.cpu_ms, 0),
    }
  } catch {
    return null // no Linux, or the process has just ended
  }
}
