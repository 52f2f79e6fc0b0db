import type { WatchEntry } from '../ports.ts'

const EVERY_MS = 1_000

/**
 * Watches by looking every second: for runtimes that cannot keep a listening connection. `beforeLooking` runs first, so
 * that a runtime without a process for jobs can do what the watcher waits for.
 */
export function watchEntryByClock(beforeLooking: () => Promise<unknown>): WatchEntry {
  return async function* watchEntry(_entryId, signal) {
    while (!signal.aborted) {
      await beforeLooking()
      yield
      await new Promise((resolve) => setTimeout(resolve, EVERY_MS))
    }
  }
}
