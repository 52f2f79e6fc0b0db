import type { WatchEntry } from '../ports.ts'

const EVERY_MS = 1_000

/** Watches by looking every second: for runtimes that cannot keep a listening connection. */
export const watchEntryByClock: WatchEntry = async function* watchEntryByClock(_entryId, signal) {
  while (!signal.aborted) {
    yield
    await new Promise((resolve) => setTimeout(resolve, EVERY_MS))
  }
}
