import type { ApiProblem } from '../../api/problem.ts'
import type { EntryReceipt } from '../../api/views.ts'
import type { PhotoDoubt } from './check-photo.ts'

/** Where a photo stands on its way to becoming an entry. */
export type Sending =
  | { at: 'idle' }
  | { at: 'preparing' }
  | { at: 'doubted'; doubts: PhotoDoubt[] }
  | { at: 'uploading'; share: number; attempt: number }
  | { at: 'failed'; problem: ApiProblem; attempt: number }
  | { at: 'received'; receipt: EntryReceipt }

export type SendingEvent =
  | { type: 'picked' }
  | { type: 'looked'; doubts: PhotoDoubt[] }
  | { type: 'sent_anyway' }
  | { type: 'progressed'; share: number }
  | { type: 'refused'; problem: ApiProblem }
  | { type: 'tried_again' }
  | { type: 'arrived'; receipt: EntryReceipt }
  | { type: 'dropped' }

/** The next state. What does not fit the present one (a late progress event, a second tap) changes nothing. */
export function nextSending(now: Sending, event: SendingEvent): Sending {
  switch (event.type) {
    case 'picked':
      return now.at === 'uploading' ? now : { at: 'preparing' }
    case 'looked':
      if (now.at !== 'preparing') return now
      return event.doubts.length > 0
        ? { at: 'doubted', doubts: event.doubts }
        : { at: 'uploading', share: 0, attempt: 1 }
    case 'sent_anyway':
      return now.at === 'doubted' ? { at: 'uploading', share: 0, attempt: 1 } : now
    case 'progressed':
      return now.at === 'uploading' ? { ...now, share: Math.max(now.share, event.share) } : now
    case 'refused':
      return now.at === 'uploading' ? { at: 'failed', problem: event.problem, attempt: now.attempt } : now
    case 'tried_again':
      return now.at === 'failed' ? { at: 'uploading', share: 0, attempt: now.attempt + 1 } : now
    case 'arrived':
      return now.at === 'uploading' ? { at: 'received', receipt: event.receipt } : now
    case 'dropped':
      return { at: 'idle' }
  }
}

/** Whether the same photo may get through another time. What is wrong with the photo itself stays wrong. */
export function canTryAgain(problem: ApiProblem): boolean {
  return problem.status === 0 || problem.status === 401 || problem.status === 429 || problem.status >= 500
}
