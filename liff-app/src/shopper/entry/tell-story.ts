import type { EntryView, Judgement } from '../../api/views.ts'

export interface StoryStep {
  what: 'received' | Judgement['cause']
  at: string
  /** Where the entry stood afterwards; null for its arrival and where somebody wants it looked at again. */
  state: Judgement['outcome'] | null
  message: Judgement['message'] | null
}

/** Steps that say themselves what is to be done, and not how it ended. */
const WISHES: ReadonlySet<StoryStep['what']> = new Set(['appeal', 'reopening'])

/** What happened to an entry, from its arrival to now. The last message stands large above it and is not repeated. */
export function tellStory({
  createdAt,
  state,
  decidedAt,
  judgements,
}: Pick<EntryView, 'createdAt' | 'state' | 'decidedAt' | 'judgements'>): StoryStep[] {
  const judged = judgements.map(({ cause, at, outcome, message }, n) => ({
    what: cause,
    at,
    state: WISHES.has(cause) ? null : outcome,
    message: WISHES.has(cause) || n === judgements.length - 1 ? null : message,
  }))
  const steps: StoryStep[] = [{ what: 'received', at: createdAt, state: null, message: null }, ...judged]
  // What was taken back before anybody judged it has no judgement that tells of it.
  if (state === 'withdrawn' && judged.length === 0)
    steps.push({ what: 'withdrawal', at: decidedAt!, state, message: null })
  return steps
}
