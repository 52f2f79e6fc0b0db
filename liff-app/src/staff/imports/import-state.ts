import type { Import } from '../../api/staff-views.ts'

export type ImportState = 'sent' | 'looked' | 'taken' | 'undone'

/** How far a file has come: only sent, looked at, taken in, or taken in and undone. */
export function stateOf({ doneAt, undoneAt, report }: Import): ImportState {
  if (undoneAt) return 'undone'
  if (doneAt) return 'taken'
  return report ? 'looked' : 'sent'
}

export const IMPORT_TONES = { sent: 'plain', looked: 'open', taken: 'good', undone: 'plain' } as const
