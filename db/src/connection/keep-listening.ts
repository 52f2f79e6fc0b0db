import type postgres from 'postgres'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Pool } from './keep-pool.ts'

const SHORTEST_PAUSE_MS = 100
const LONGEST_PAUSE_MS = 5_000

type Ear = Partial<postgres.Options<Record<string, never>>> & {
  onnotify(channel: string, payload: string): void
}

/**
 * Listens to a channel on a connection of its own, and on a new one each time that it is lost, until the signal aborts.
 * Resolves once it listens; while the database is away it goes on trying. `onListen` is called each time that listening
 * begins: what was announced before has not been heard.
 */
export function keepListening(
  open: (ear: Ear) => Pool,
  channel: string,
  heard: { onNotify: (payload: string) => void; onListen?: () => void },
  signal: AbortSignal,
): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  async function keep(): Promise<void> {
    for (let pause_ms = SHORTEST_PAUSE_MS; !signal.aborted;) {
      const closed = Promise.withResolvers<void>()
      const ear = open({
        max: 1,
        onnotify: (_, payload) => heard.onNotify(payload),
        onclose: () => closed.resolve(),
      })
      const end = () => void ear.end({ timeout: 0 })
      signal.addEventListener('abort', end)
      try {
        await ear`listen ${ear(channel)}`
        pause_ms = SHORTEST_PAUSE_MS
        resolve()
        heard.onListen?.()
        await closed.promise
      } catch {
        // Away: the next try is the answer.
      }
      signal.removeEventListener('abort', end)
      end()
      await sleep(pause_ms, undefined, { signal }).catch(() => {})
      pause_ms = Math.min(LONGEST_PAUSE_MS, pause_ms * 2)
    }
    resolve()
  }
  void keep()
  return promise
}
