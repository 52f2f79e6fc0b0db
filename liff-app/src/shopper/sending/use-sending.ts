import { readonly, ref, shallowReadonly, shallowRef } from 'vue'
import { toProblem } from '../../api/problem.ts'
import { uploadPhoto } from '../../api/upload-photo.ts'
import { useShopper } from '../open-shopper.ts'
import { findKeptPhoto, forgetPhoto, keepPhoto } from './keep-photo.ts'
import { canTryAgain, nextSending, type Sending, type SendingEvent } from './sending-state.ts'

// One photo at a time, whichever screen shows it.
const sending = shallowRef<Sending>({ at: 'idle' })
const preview = ref<string>()
let photo: { key: string; blob: Blob } | undefined

export function useSending() {
  return {
    sending: shallowReadonly(sending),
    preview: readonly(preview),
    pick,
    sendAnyway,
    tryAgain,
    drop,
    resume,
  }
}

function step(event: SendingEvent): void {
  sending.value = nextSending(sending.value, event)
}

/** A new photo, with a key of its own. */
async function pick(file: Blob): Promise<void> {
  if (sending.value.at === 'uploading') return
  step({ type: 'picked' })
  show(file)
  // Fetched with the pages, after the first screen.
  const { preparePhoto } = await import('./prepare-photo.ts')
  const prepared = await preparePhoto(file)
  photo = { key: crypto.randomUUID(), blob: prepared.blob }
  await keepPhoto({ ...photo, shopperId: useShopper().value!.id, keptAt: Date.now() })
  step({ type: 'looked', doubts: prepared.doubts })
  await upload()
}

async function sendAnyway(): Promise<void> {
  step({ type: 'sent_anyway' })
  await upload()
}

/** The same photo with the same key: if the first attempt did arrive, the server answers with the entry it made. */
async function tryAgain(): Promise<void> {
  step({ type: 'tried_again' })
  await upload()
}

async function drop(): Promise<void> {
  photo = undefined
  show(undefined)
  step({ type: 'dropped' })
  await forgetPhoto()
}

/** Sends what an earlier visit could not. */
async function resume(): Promise<void> {
  const kept = await findKeptPhoto(useShopper().value!.id)
  if (!kept || sending.value.at === 'uploading') return
  photo = kept
  show(kept.blob)
  step({ type: 'picked' })
  step({ type: 'looked', doubts: [] })
  await upload()
}

async function upload(): Promise<void> {
  if (sending.value.at !== 'uploading' || !photo) return
  const { key, blob } = photo
  try {
    const receipt = await uploadPhoto(blob, key, (share) => step({ type: 'progressed', share }))
    step({ type: 'arrived', receipt })
    await forgetPhoto()
  } catch (thrown) {
    const problem = toProblem(thrown)
    step({ type: 'refused', problem })
    if (!canTryAgain(problem)) await forgetPhoto()
    else if (problem.status === 0) window.addEventListener('online', () => void tryAgain(), { once: true })
  }
}

function show(blob: Blob | undefined): void {
  if (preview.value) URL.revokeObjectURL(preview.value)
  preview.value = blob && URL.createObjectURL(blob)
}
