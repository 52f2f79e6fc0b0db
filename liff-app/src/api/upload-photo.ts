import type { EntryReceipt } from './views.ts'
import { offlineProblem, parseProblem } from './problem.ts'
import { withSession } from './request.ts'

/** No byte moved for this long: the connection is gone, and waiting on would only keep the shopper standing there. */
const STALLED_AFTER_MS = 30_000

/**
 * Sends a photo as an entry. `key` stays the same for every attempt with this photo, so a repeated upload makes no
 * second entry. `onProgress` hears the share sent, 0..1. Throws `ApiProblem`.
 */
export function uploadPhoto(
  photo: Blob,
  key: string,
  onProgress: (share: number) => void,
): Promise<EntryReceipt> {
  return withSession(() => uploadOnce(photo, key, onProgress))
}

// XMLHttpRequest, because fetch does not tell how much of a body has gone out.
function uploadOnce(photo: Blob, key: string, onProgress: (share: number) => void): Promise<EntryReceipt> {
  return new Promise((resolve, reject) => {
    const xhr = new XMLHttpRequest()
    let stalled: ReturnType<typeof setTimeout>
    const moved = () => {
      clearTimeout(stalled)
      stalled = setTimeout(() => xhr.abort(), STALLED_AFTER_MS)
    }
    const lost = () => {
      clearTimeout(stalled)
      reject(offlineProblem())
    }
    xhr.open('POST', '/api/entries')
    xhr.setRequestHeader('idempotency-key', key)
    xhr.upload.onprogress = (event) => {
      moved()
      if (event.lengthComputable) onProgress(event.loaded / event.total)
    }
    xhr.onerror = lost
    xhr.onabort = lost
    xhr.onload = () => {
      clearTimeout(stalled)
      if (xhr.status >= 200 && xhr.status < 300) resolve(JSON.parse(xhr.responseText) as EntryReceipt)
      else reject(parseProblem(xhr.status, xhr.responseText))
    }
    const form = new FormData()
    form.append('photo', photo, `receipt.${photo.type.split('/')[1] ?? 'jpg'}`)
    moved()
    xhr.send(form)
  })
}
