import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import type { DemoClock } from './clock/demo-clock.ts'

export interface Supervised {
  /** Of the process that runs now. */
  pid(): number | undefined
  /** Hands the clock as it is now to the process, and waits until that goes by it, or is seen not to answer. */
  followClock(): Promise<void>
  stop(): Promise<void>
}

const END_WITH_PARENT = new URL('./end-with-parent.ts', import.meta.url).href
const FOLLOW_CLOCK = new URL('./clock/follow-clock.ts', import.meta.url).href
const FOLLOWED_WITHIN_MS = 1_000
const EX_CONFIG = 78
const SLOWEST_RESTART_MS = 10_000
const PATIENCE_MS = 6_000

/** Keeps a Node program running: starts it, passes its lines on, and starts it again when it dies. */
export function supervise(program: {
  name: string
  script: string
  env: NodeJS.ProcessEnv
  print: (name: string, line: string) => void
  /** Where given, it goes by this clock instead of the machine's. */
  clock?: DemoClock
  /** The program cannot start with what it was given; starting it again would not help. */
  onHopeless: () => void
}): Supervised {
  let child: ChildProcess | undefined
  let stopping = false
  let failures = 0

  const run = () => {
    const startedAt = Date.now()
    const { clock, env } = program
    const imports = [END_WITH_PARENT, ...(clock ? [FOLLOW_CLOCK] : [])].flatMap((url) => ['--import', url])
    child = spawn(process.execPath, [...imports, program.script], {
      env: clock ? { ...env, CLOCK_AHEAD_S: String(clock.ahead_s()) } : env,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    })
    for (const stream of [child.stdout!, child.stderr!]) {
      createInterface({ input: stream }).on('line', (line) => program.print(program.name, line))
    }
    child.once('exit', async (code, signal) => {
      if (stopping) return
      if (code === EX_CONFIG) return program.onHopeless()
      failures = Date.now() - startedAt > 30_000 ? 0 : failures + 1
      const wait_ms = Math.min(SLOWEST_RESTART_MS, 250 * 2 ** failures)
      program.print(program.name, `ended (${signal ?? code}); starting again in ${wait_ms} ms`)
      await sleep(wait_ms)
      if (!stopping) run()
    })
  }
  run()

  return {
    pid: () => child?.pid,
    async followClock() {
      if (!program.clock || !child?.connected) return
      const followed = once(child, 'message', { signal: AbortSignal.timeout(FOLLOWED_WITHIN_MS) })
      // One that is just about to end begins with the new time when it is started again.
      child.send({ clockAhead_s: program.clock.ahead_s() }, () => {})
      await followed.catch(() => {})
    },
    async stop() {
      stopping = true
      const running = child
      if (!running || running.exitCode !== null || running.signalCode !== null) return
      const exited = new Promise((resolve) => running.once('exit', resolve))
      running.kill('SIGTERM')
      const late = setTimeout(() => running.kill('SIGKILL'), PATIENCE_MS)
      await exited
      clearTimeout(late)
    },
  }
}
