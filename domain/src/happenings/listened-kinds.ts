import type { HappeningKind } from './happening.ts'

/**
 * The kinds that some reaction listens to (api/src/reactions.ts, which must have one for each): only they write a job. They
 * stand apart from the reactions, so that who records a happening knows nothing of what it leads to.
 */
export const LISTENED_KINDS = ['entry_approved'] as const satisfies readonly HappeningKind[]
export type ListenedKind = (typeof LISTENED_KINDS)[number]

export const isListenedTo = (kind: HappeningKind): kind is ListenedKind =>
  (LISTENED_KINDS as readonly HappeningKind[]).includes(kind)
