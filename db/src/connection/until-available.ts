import { isUnavailable } from './unavailable.ts'

const SHORTEST_PAUSE_MS = 250
const LONGEST_PAUSE_MS = 5_000

/**
 * Does something as soon as the database lets it: tries again, with growing pauses, while `isUnavailable` says so of what
 * is thrown. Says so once, and once more when it has come through. Throws what else is thrown, and the last error when
 * the signal aborts.
 */
export async function untilAvailable<T>(
  work: () => Promise<T>,
  {
    log,
    signal,
  }: { log: (line: { level: 'info' | 'warn'; msg: string; error?: string }) => void; signal?: AbortSignal },
): Promise<T> {
  for (let pause_ms = SHORTEST_PAUSE_MS, said = false; ;) {
    try {
      const done = await work()
      if (said) log({ level: 'info', msg: 'the database is back' })
      return done
    } catch (error) {
      if (!isUnavailable(error) || signal?.aborted) throw error
      if (!said) log({ level: 'warn', msg: 'waiting for the database', error: String(error) })
      said = true
      await nap(pause_ms, signal)
      pause_ms = Math.min(LONGEST_PAUSE_MS, pause_ms * 2)
    }
  }
}

/** Resolves after so long, or when the signal aborts. */
export function nap(ms: number, signal?: AbortSignal): Promise<void> {
  if (signal?.aborted) return Promise.resolve()
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    signal?.addEventListener('abort', done)
  })
}
