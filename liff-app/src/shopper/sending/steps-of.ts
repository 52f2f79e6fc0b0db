import type { EntryState } from '../../api/views.ts'
import type { Sending } from './sending-state.ts'

export type StepName = 'send' | 'read' | 'decide'
export type StepState = 'waiting' | 'doing' | 'done' | 'failed'
export type Steps = Record<StepName, StepState>

/** The three steps while the photo is still on its way to the server. */
export function stepsOfSending(sending: Sending): Steps {
  if (sending.at === 'failed') return { send: 'failed', read: 'waiting', decide: 'waiting' }
  if (sending.at === 'received') return stepsOfEntry(sending.receipt.state)
  return { send: sending.at === 'uploading' ? 'doing' : 'waiting', read: 'waiting', decide: 'waiting' }
}

/** The three steps once the server has the photo. A waiting person is no step of its own: the machine's part is done. */
export function stepsOfEntry(state: EntryState): Steps {
  if (state === 'received') return { send: 'done', read: 'waiting', decide: 'waiting' }
  if (state === 'reading') return { send: 'done', read: 'doing', decide: 'waiting' }
  return { send: 'done', read: 'done', decide: 'done' }
}
