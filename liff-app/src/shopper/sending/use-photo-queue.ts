import { watch } from 'vue'
import { uploadPhoto } from '../../api/upload-photo.ts'
import { useEntries } from '../loads.ts'
import { stayWhile, useShopper } from '../open-shopper.ts'
import { createPhotoQueue, type QueueNews } from './photo-queue.ts'
import { photoShelf } from './photo-shelf.ts'

/** A tab that sleeps may hold the lock for ever; two that send at once are one entry still, by the photo's key. */
const LOCK_WAIT_MS = 60_000

const tabs = 'BroadcastChannel' in globalThis ? new BroadcastChannel('tamaru.photos') : undefined
let waiting: ReturnType<typeof setTimeout> | undefined

const queue = createPhotoQueue({
  shelf: photoShelf,
  send: ({ blob, key, shopperId }, onProgress) => uploadPhoto(blob, { key, shopperId, onProgress }),
  shopperId: () => useShopper().value!.id,
  newKey: () => crypto.randomUUID(),
  now_ms: () => Date.now(),
  alone,
  tellTabs: (news) => tabs?.postMessage(news),
  later(wait_s, again) {
    clearTimeout(waiting)
    waiting = setTimeout(again, wait_s * 1000)
  },
})

/** The app's one queue. */
export const usePhotoQueue = () => queue

/** Once somebody is logged in: sends what an earlier visit could not, and goes on whenever the chances become better. */
export function startSending(): void {
  const trySoon = () => document.visibilityState === 'visible' && void queue.send()
  window.addEventListener('online', trySoon)
  document.addEventListener('visibilitychange', trySoon)
  tabs?.addEventListener('message', ({ data }) => void queue.hear(data as QueueNews))
  const sent = () => queue.photos.value.filter(({ state }) => state.at === 'sent').length
  watch(sent, (now, before) => void (now > before && useEntries().reload()))
  stayWhile(() => queue.photos.value.some(({ kept, state }) => !kept && state.at !== 'sent'))
  void queue.send()
}

async function alone(round: () => Promise<void>): Promise<void> {
  // Only secure origins have it.
  if (!navigator.locks) return round()
  let begun = false
  const run = () => {
    begun = true
    return round()
  }
  await navigator.locks
    .request('tamaru.send', { signal: AbortSignal.timeout(LOCK_WAIT_MS) }, run)
    .catch((thrown: unknown) => {
      if (begun) throw thrown
      return round()
    })
}
