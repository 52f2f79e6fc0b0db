import type { EntryReceipt } from './views.ts'
import { offlineProblem, parseProblem } from './problem.ts'
import { urlOf, withSession } from './request.ts'

/** No byte moved for this long: the connection is gone, and waiting on would only keep the shopper standing there. */
const STALLED_AFTER_MS = 30_000

/** The photo is there, and the server is busy with it. It is safe to ask again with the same key. */
const ANSWER_WITHIN_MS = 60_000

export interface Upload {
  /** The same for every attempt with this photo, so that a repeated upload makes no second entry. */
  key: string
  /** Whose photo it is: refused where somebody else is logged in by now. */
  shopperId: string
  /** Hears the share sent, 0..1. */
  onProgress: (share: number) => void
}

/** Sends a photo as an entry. Throws `ApiProblem`. */
export function uploadPhoto(photo: Blob, upload: Upload): Promise<EntryReceipt> {
  return withSession(() => uploadOnce(photo, upload))
}

// XMLHttpRequest, because fetch does not tell how much of a body has gone out.
function uploadOnce(photo: Blob, { key, shopperId, onProgress }: Upload): Promise<EntryReceipt> {
  return new Promise((resolve, reject) => {
    const xhr = new XMLHttpRequest()
    let stalled: ReturnType<typeof setTimeout>
    const moved = (within_ms = STALLED_AFTER_MS) => {
      clearTimeout(stalled)
      stalled = setTimeout(() => xhr.abort(), within_ms)
    }
    const lost = () => {
      clearTimeout(stalled)
      reject(offlineProblem())
    }
    xhr.open('POST', urlOf('/api/entries', {}))
    xhr.setRequestHeader('idempotency-key', key)
    xhr.setRequestHeader('shopper-id', shopperId)
    xhr.upload.onprogress = (event) => {
      moved()
      if (event.lengthComputable) onProgress(event.loaded / event.total)
    }
    xhr.upload.onload = () => moved(ANSWER_WITHIN_MS)
    xhr.onerror = lost
    xhr.onabort = lost
    xhr.onload = () => {
      clearTimeout(stalled)
      const receipt = xhr.status >= 200 && xhr.status < 300 ? parseReceipt(xhr.responseText) : undefined
      if (receipt) resolve(receipt)
      else if (xhr.status < 300) reject(offlineProblem())
      else reject(parseProblem(xhr.status, xhr.responseText))
    }
    const form = new FormData()
    form.append('photo', photo, `receipt.${photo.type.split('/')[1] ?? 'jpg'}`)
    moved()
    xhr.send(form)
  })
}

/** Undefined for a page of somebody else's, as a shop's Wi-Fi gives to those who have not accepted its terms. */
function parseReceipt(text: string): EntryReceipt | undefined {
  try {
    const receipt = JSON.parse(text) as Partial<EntryReceipt>
    return typeof receipt.id === 'string' ? (receipt as EntryReceipt) : undefined
  } catch {
    return undefined
  }
}
