import { setTimeout as sleep } from 'node:timers/promises'

const LOOK_EVERY_MS = 500

/**
 * Does a piece of work at once, and again whenever so much of `now` has gone by, until the signal aborts. It looks at the
 * clock rather than set a timer: the time may pass at once, where the machine slept or its clock was set.
 */
export async function repeatByClock(
  work: () => Promise<void>,
  { every_ms, now, signal }: { every_ms: number; now: () => Date; signal: AbortSignal },
): Promise<void> {
  while (!signal.aborted) {
    const next_ms = now().getTime() + every_ms
    await work()
    while (!signal.aborted && now().getTime() < next_ms)
      await sleep(LOOK_EVERY_MS, undefined, { signal }).catch(() => {})
  }
}
