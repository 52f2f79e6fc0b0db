import { computed, ref, shallowReadonly, shallowRef, watch } from 'vue'
import type { ApiProblem } from '../../api/problem.ts'
import { handOver, type PickedPhoto, usePickedPhoto } from './picked-photo.ts'
import type { QueuedPhoto } from './photo-queue.ts'
import { preparePhoto } from './prepare-photo.ts'
import { usePhotoQueue } from './use-photo-queue.ts'

/** What the page of the photo that was picked last shows. */
export type Sending =
  { at: 'idle' } | { at: 'preparing' } | { at: 'unfit'; problem: ApiProblem } | { at: 'queued'; key: string }

const sending = shallowRef<Sending>({ at: 'idle' })
const preview = ref<string>()
const { photos, add, remove } = usePhotoQueue()
const photo = computed<QueuedPhoto | undefined>(() => {
  const now = sending.value
  return now.at === 'queued' ? photos.value.find(({ key }) => key === now.key) : undefined
})
// Handed over before or while this page is here.
watch(usePickedPhoto(), (picked) => void (picked && begin(picked)), { immediate: true, flush: 'sync' })

export function useSending() {
  return { sending: shallowReadonly(sending), photo, preview, leave }
}

async function begin({ file, instead }: PickedPhoto): Promise<void> {
  handOver(undefined)
  const mine: Sending = { at: 'preparing' }
  sending.value = mine
  show(file)
  if (instead) await remove(instead)
  const prepared = await preparePhoto(file)
  const next: Sending =
    'problem' in prepared
      ? { at: 'unfit', problem: prepared.problem }
      : { at: 'queued', key: await add(prepared.blob, prepared.doubts) }
  // Unless another has been picked meanwhile, which the page then shows; this one is in the queue all the same.
  if (sending.value === mine) sending.value = next
}

/** The page is done with its photo, wherever that goes. */
function leave(): void {
  sending.value = { at: 'idle' }
  show(undefined)
}

function show(blob: Blob | undefined): void {
  if (preview.value) URL.revokeObjectURL(preview.value)
  preview.value = blob && URL.createObjectURL(blob)
}
