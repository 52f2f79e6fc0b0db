import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { text } from 'node:stream/consumers'

export interface MeasuredRun {
  output: string
  /** Null where it was ended by force. */
  code: number | null
  wall_ms: number
  /** Most memory that the process ever held, all its threads together; null where the system does not tell. */
  peak_mib: number | null
  /** What all its threads together have computed: unlike the time on the wall, it hardly knows of a busy machine. */
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
  let seen: Pick<MeasuredRun, 'peak_mib' | 'cpu_ms'> = { peak_mib: null, cpu_ms: null }
  const look = () => (seen = (child.pid && useOf(child.pid)) || seen)
  const looking = setInterval(look, LOOK_EVERY_MS)
  try {
    const [output, [code]] = await Promise.all([text(child.stdout), once(child, 'close')])
    return { output, code, wall_ms: performance.now() - start, ...seen }
  } finally {
    clearInterval(looking)
  }
}

/**
 * proc_pid_status(5) and proc_pid_stat(5). The peak is the kernel's own high-water mark, so none between two looks is
 * missed; what comes after the last look is.
 */
function useOf(pid: number): { peak_mib: number; cpu_ms: number } | null {
  try {
    const peak_kib = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]
    // The program's name stands in brackets and may hold blanks: count from behind it.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ')
    const ticks = Number(fields[11]) + Number(fields[12])
    return { peak_mib: Number(peak_kib) / 1024, cpu_ms: ticks * MS_PER_TICK }
  } catch {
    return null // no Linux, or the process has just ended
  }
}
