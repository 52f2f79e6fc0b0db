import type { EntryView, Judgement } from '../../api/views.ts'

export interface StoryStep {
  what: 'received' | Judgement['cause']
  at: string
  /** Where the entry stood afterwards; null for its arrival and for the wish for a second look. */
  state: Judgement['outcome'] | null
  message: Judgement['message'] | null
}

/** What happened to an entry, from its arrival to now. The last message stands large above it and is not repeated. */
export function tellStory({
  createdAt,
  judgements,
}: Pick<EntryView, 'createdAt' | 'judgements'>): StoryStep[] {
  const judged = judgements.map(({ cause, at, outcome, message }, n) => ({
    what: cause,
    at,
    state: cause === 'appeal' ? null : outcome,
    message: cause === 'appeal' || n === judgements.length - 1 ? null : message,
  }))
  return [{ what: 'received', at: createdAt, state: null, message: null }, ...judged]
}
