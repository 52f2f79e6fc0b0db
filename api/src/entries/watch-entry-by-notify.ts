import type { Db } from '@tamaru/db'
import type { WatchEntry } from '../ports.ts'

/**
 * Watches entries through the database's notify: one listening connection for all streams of this process. Who watches
 * before it listens waits for that.
 */
export function watchEntryByNotify(db: Db): WatchEntry {
  const waiting = new Map<string, Set<() => void>>()
  const listening = db.listen(
    'entry',
    (entryId) => waiting.get(entryId)?.forEach((wake) => wake()),
    // After a lost connection anything may have happened: everybody looks.
    () => waiting.forEach((wakes) => wakes.forEach((wake) => wake())),
  )

  return async function* watchEntry(entryId, signal) {
    let changed = Promise.withResolvers<void>()
    const wake = () => changed.resolve()
    waiting.set(entryId, (waiting.get(entryId) ?? new Set()).add(wake))
    signal.addEventListener('abort', wake)
    try {
      await Promise.race([listening, changed.promise])
      while (!signal.aborted) {
        yield
        await changed.promise
        changed = Promise.withResolvers<void>()
      }
    } finally {
      signal.removeEventListener('abort', wake)
      waiting.get(entryId)?.delete(wake)
      if (waiting.get(entryId)?.size === 0) waiting.delete(entryId)
    }
  }
}
