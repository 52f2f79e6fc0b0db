import { runs, type JobResult, type JobRunner, type jobs } from '@tamaru/db'
import { payloadOf, type RunKind } from '@tamaru/domain'
import { replayCandidate } from './aliases/replay-candidate.ts'
import { simulationRun } from './campaigns/simulate-campaign.ts'
import { freezeDraw } from './draws/freeze-draw.ts'
import type { Ports } from './ports.ts'
import { undoBatch } from './batches/undo-batch.ts'
import { importPeople } from './imports/import-people.ts'
import { tagMany } from './tags/tag-many.ts'
import { carryOutRun, type RunPorts, type RunWork } from './runs/carry-out-run.ts'

const works: Readonly<Record<RunKind, RunWork>> = {
  simulate_campaign: simulationRun,
  freeze_draw: freezeDraw,
  replay_alias: replayCandidate,
  tag_people: tagMany,
  import_people: importPeople,
  undo_batch: undoBatch,
}

/** Longer than any run that the bounds allow; what takes longer is given up. */
export const RUN_LIMIT_S = 600

/** Works out a run where it stands: it may hold the process for seconds. */
export const carryOut = (job: jobs.Job, ports: RunPorts): Promise<JobResult> => carryOutRun(works, job, ports)

/**
 * The API's runs, apart from its other jobs: they take long, and must keep no photo and no message waiting. A run that is
 * given up has failed, and says so.
 */
export function runRunner(ports: Ports, worker: string): JobRunner {
  const { db, log, env, now, carryOutApart } = ports
  return {
    db,
    now,
    log,
    worker,
    loginChannelId: env.LINE_LOGIN_CHANNEL_ID,
    handlers: { do_run: (job) => (carryOutApart ?? carryOut)(job, ports) },
    // What carries it out apart gives up by itself, a moment earlier, and ends what it began.
    limits_s: { do_run: RUN_LIMIT_S + 10 },
    whenBuried: {
      do_run: (sql, job, at) => {
        const { runId } = payloadOf('do_run', job)
        log({ level: 'error', msg: 'a run was given up', run: runId })
        return runs.end(sql, runId, { problem: { kind: 'run_failed' } }, at)
      },
    },
  }
}
