import type { runs } from '@tamaru/db'
import { AliasReplay, ImportReport, RunKind, RunState, SimulationReport } from '@tamaru/domain'
import type { Context } from 'hono'
import { z } from 'zod'
import type { AppEnv } from '../http/app-env.ts'
import { ProblemView, problemBody } from '../http/problem.ts'

const usual = {
  id: z.uuid(),
  /** What it is about, as in the audit log: `campaign:ID`, `draw:CAMPAIGN:DRAW`, `alias:ID`. */
  subject: z.string(),
  state: RunState,
  /** `of` is 0 while nobody knows how much there is. */
  progress: z.object({ done: z.int(), of: z.int() }),
  askedAt: z.iso.datetime(),
  /** Why it failed. */
  problem: ProblemView.nullable(),
}

/** What was asked for, how far it is, and, once it is done, what came of it. */
export const RunView = z.discriminatedUnion('kind', [
  z.object({
    ...usual,
    kind: z.literal('simulate_campaign'),
    result: SimulationReport.nullable(),
  }),
  z.object({
    ...usual,
    kind: z.literal('freeze_draw'),
    result: z.object({ tickets: z.int(), ticketsSha256: z.string() }).nullable(),
  }),
  z.object({ ...usual, kind: z.literal('replay_alias'), result: AliasReplay.nullable() }),
  z.object({
    ...usual,
    kind: z.literal('tag_people'),
    /** The batch by which it can be undone. */
    result: z.object({ batchId: z.uuid(), people: z.int(), changed: z.int() }).nullable(),
  }),
  z.object({ ...usual, kind: z.literal('import_people'), result: ImportReport.nullable() }),
  z.object({
    ...usual,
    kind: z.literal('undo_batch'),
    result: z.object({ tags: z.int(), values: z.int(), purchases: z.int().default(0) }).nullable(),
  }),
])
export type RunView = z.infer<typeof RunView>

export const NewestRun = z.object({ run: RunView.nullable() })
export const RunQuery = z.object({ kind: RunKind, subject: z.string().min(1).max(200) })

/** A problem is told in the language of the request that asks. */
export function toRunView(run: runs.Run, c: Context<AppEnv>): RunView {
  const { id, kind, subject, state, piecesDone, piecesTotal, askedAt, result, problem } = run
  return {
    id,
    kind,
    subject,
    state,
    progress: { done: piecesDone, of: piecesTotal },
    askedAt: askedAt.toISOString(),
    result: result ?? null,
    // By this number whoever runs the server finds in the log what the person who reads it has seen.
    problem: problem && { ...problemBody(problem.kind, problem.note, c), requestId: id },
  } as RunView
}
