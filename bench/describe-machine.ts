import { execFileSync } from 'node:child_process'
import { availableParallelism, cpus, freemem, loadavg, totalmem } from 'node:os'

const GIB = 1024 ** 3

export type Machine = ReturnType<typeof describeMachine>

/** What a figure was measured on: without it no two figures can be compared. */
export function describeMachine() {
  return {
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    memory_gib: Math.round(totalmem() / GIB),
    free_gib: Math.round(freemem() / GIB),
    /** Of the last minute, before the measurement: above the cores, others were at work too. */
    load: Math.round(loadavg()[0]! * 100) / 100,
    system: `${process.platform} ${process.arch}`,
    node: process.version,
    commit: commit(),
  }
}

function commit(): string | null {
  try {
    const told = execFileSync('git', ['describe', '--always', '--dirty=, changed', '--exclude=*'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    return told.toString().trim()
  } catch {
    return null
  }
}
