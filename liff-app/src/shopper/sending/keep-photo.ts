/** A photo that has not arrived yet, with the key that makes sending it again safe. */
export interface KeptPhoto {
  /** Whose it is: a phone may be handed on, and nobody sends another person's receipt. */
  shopperId: string
  key: string
  blob: Blob
  keptAt: number
}

/** The server forgets nothing, but a photo left for weeks is no longer what the shopper means to send. */
const KEPT_FOR_MS = 14 * 24 * 60 * 60 * 1000

/** Keeps the photo on the phone until it has arrived: the app may be closed, or killed, in a lift or a basement shop. */
export async function keepPhoto(photo: KeptPhoto): Promise<void> {
  // As bytes: older WebKit loses Blobs that are put into IndexedDB.
  const bytes = await photo.blob.arrayBuffer()
  await inStore('readwrite', (store) => store.put({ ...photo, blob: bytes, type: photo.blob.type }, 'unsent'))
}

export async function forgetPhoto(): Promise<void> {
  await inStore('readwrite', (store) => store.delete('unsent'))
}

export async function findKeptPhoto(shopperId: string): Promise<KeptPhoto | undefined> {
  const row = await inStore('readonly', (store) => store.get('unsent'))
  if (!row || row.shopperId !== shopperId || Date.now() - row.keptAt > KEPT_FOR_MS) return undefined
  return { shopperId, key: row.key, keptAt: row.keptAt, blob: new Blob([row.blob], { type: row.type }) }
}

/** Without IndexedDB (private windows of some browsers) nothing is kept, and sending works all the same. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- IDBRequest is untyped in the DOM's own declarations
function inStore(mode: IDBTransactionMode, run: (store: IDBObjectStore) => IDBRequest<any>) {
  return new Promise<ReturnType<typeof run>['result']>((resolve) => {
    try {
      const opening = indexedDB.open('tamaru', 1)
      opening.onupgradeneeded = () => opening.result.createObjectStore('photos')
      opening.onerror = () => resolve(undefined)
      opening.onsuccess = () => {
        const asked = run(opening.result.transaction('photos', mode).objectStore('photos'))
        asked.onsuccess = () => resolve(asked.result)
        asked.onerror = () => resolve(undefined)
        asked.transaction!.oncomplete = () => opening.result.close()
      }
    } catch {
      resolve(undefined)
    }
  })
}
