import type { EntryState } from '../../api/views.ts'
import type { PhotoState } from './photo-queue.ts'

export type StepName = 'send' | 'read' | 'decide'
export type StepState = 'waiting' | 'doing' | 'done' | 'failed'
export type Steps = Record<StepName, StepState>

/** The three steps while the photo is still on its way to the server; undefined while the phone looks at it. */
export function stepsOfSending(photo: PhotoState | undefined): Steps {
  if (photo?.at === 'refused') return { send: 'failed', read: 'waiting', decide: 'waiting' }
  if (photo?.at === 'sent') return stepsOfEntry(photo.receipt.state)
  return { send: photo?.at === 'sending' ? 'doing' : 'waiting', read: 'waiting', decide: 'waiting' }
}

/** The three steps once the server has the photo. A waiting person is no step of its own: the machine's part is done. */
export function stepsOfEntry(state: EntryState): Steps {
  if (state === 'received') return { send: 'done', read: 'waiting', decide: 'waiting' }
  if (state === 'reading') return { send: 'done', read: 'doing', decide: 'waiting' }
  return { send: 'done', read: 'done', decide: 'done' }
}
