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
}

const LOOK_EVERY_MS = 20

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
  let peak_mib: number | null = null
  const look = () => (peak_mib = (child.pid && peakOf(child.pid)) || peak_mib)
  const looking = setInterval(look, LOOK_EVERY_MS)
  try {
    const [output, [code]] = await Promise.all([text(child.stdout), once(child, 'close')])
    return { output, code, wall_ms: performance.now() - start, peak_mib }
  } finally {
    clearInterval(looking)
  }
}

/** The kernel's own high-water mark (proc_pid_status(5)): a peak between two looks is not missed, only one after the last. */
function peakOf(pid: number): number | null {
  try {
    const kib = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
    return kib ? Number(kib) / 1024 : null
  } catch {
    return null // no Linux, or the process has just ended
  }
}
