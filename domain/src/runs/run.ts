import { z } from 'zod'
import type { Right } from '../staff/right.ts'

/** What staff ask for and what takes longer than a request may. */
export const RunKind = z.enum([
  'simulate_campaign',
  'freeze_draw',
  'replay_alias',
  'tag_people',
  'import_people',
  'undo_batch',
])
export type RunKind = z.infer<typeof RunKind>

export const RunState = z.enum(['waiting', 'running', 'done', 'failed'])
export type RunState = z.infer<typeof RunState>

/** The right that it takes to ask for a run, and to see what became of it. */
export const RUN_RIGHTS: Readonly<Record<RunKind, Right>> = {
  simulate_campaign: 'see',
  freeze_draw: 'send',
  replay_alias: 'review',
  tag_people: 'write',
  import_people: 'write',
  undo_batch: 'write',
}

/** How many runs one person, and a whole account, may have under way at once. */
export const MOST_RUNS = { person: 2, account: 4 }
