import type { PhotoShelf, UnsentPhoto } from './photo-queue.ts'

/** As it stands there: its bytes and their type, because older WebKit loses Blobs that are put into IndexedDB. */
type Row = Omit<UnsentPhoto, 'blob'> & { bytes: ArrayBuffer; type: string }

/**
 * Photos on this phone until they have arrived, each under its key: the app may be closed, or killed, in a lift or a
 * basement shop. Where a browser keeps nothing (some private windows) or has no room left, `put` says so.
 */
export const photoShelf: PhotoShelf = {
  async list(shopperId) {
    const rows = ((await inStore('readonly', (store) => store.getAll())) ?? []) as Row[]
    return rows
      .filter((row) => row.shopperId === shopperId)
      .map(({ bytes, type, ...photo }) => ({ ...photo, blob: new Blob([bytes], { type }) }))
  },
  async put({ key, shopperId, keptAt, blob, doubts, refusal }) {
    const bytes = await blob.arrayBuffer()
    const row: Row = { key, shopperId, keptAt, doubts, refusal, bytes, type: blob.type }
    return (await inStore('readwrite', (store) => store.put(row))) !== undefined
  },
  async remove(key) {
    await inStore('readwrite', (store) => store.delete(key))
  },
}

/** Runs one request; undefined where it, or what it wrote, did not come to stand. */
async function inStore<T>(
  mode: IDBTransactionMode,
  run: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T | undefined> {
  try {
    const db = await open()
    try {
      const transaction = db.transaction('unsent', mode)
      const asked = run(transaction.objectStore('unsent'))
      // Only the transaction's end says that it is on the disk: a disk that is full says so there.
      await new Promise<void>((resolve, reject) => {
        transaction.oncomplete = () => resolve()
        transaction.onabort = transaction.onerror = () => reject(transaction.error ?? new Error('aborted'))
      })
      return asked.result
    } finally {
      db.close()
    }
  } catch (thrown) {
    console.warn(thrown)
    return undefined
  }
}

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('tamaru', 2)
    opening.onupgradeneeded = () => bringOver(opening)
    opening.onsuccess = () => resolve(opening.result)
    opening.onerror = () => reject(opening.error ?? new Error('IndexedDB does not open'))
    opening.onblocked = () => reject(new Error('another tab holds IndexedDB'))
  })
}

/** The first version kept one photo, under a name of its own. */
function bringOver({ result: db, transaction }: IDBOpenDBRequest): void {
  const unsent = db.createObjectStore('unsent', { keyPath: 'key' })
  if (!db.objectStoreNames.contains('photos')) return
  const old = transaction!.objectStore('photos').get('unsent')
  old.onsuccess = () => {
    if (old.result) {
      const { blob: bytes, ...row } = old.result as Record<string, unknown>
      unsent.put({ ...row, bytes })
    }
    db.deleteObjectStore('photos')
  }
}
