import { lineAudiences, outflows, underLease, type JobResult, type jobs } from '@tamaru/db'
import { payloadOf, type LineAudienceState } from '@tamaru/domain'
import type { JobHandler } from '../jobs/job-handler.ts'
import type { AudienceFailure } from '../line/line-result.ts'
import type { Ports } from '../ports.ts'

/** As many as LINE takes at once. */
const AT_ONCE = 10_000
const ASK_AGAIN_S = 30

/** What LINE says of an audience, as far as it ends the waiting. */
const ENDS: Readonly<Record<string, LineAudienceState | undefined>> = {
  READY: 'ready',
  ACTIVATING: 'ready',
  INACTIVE: 'ready',
  FAILED: 'failed',
  EXPIRED: 'expired',
}

/**
 * Brings an audience at LINE a step on: it is made of its people, asked after until it is ready, or deleted. A try that died
 * after LINE had made it finds it again by its name.
 */
export const keepLineAudience: JobHandler = async (job, ports) => {
  const { db } = ports
  const { lineAudienceId } = payloadOf('keep_line_audience', job)
  const audience = await lineAudiences.find(db, job.accountId, lineAudienceId)
  if (audience?.state === 'asked') return upload(job, ports, audience)
  if (audience?.state === 'in_progress') return follow(job, ports, audience)
  if (audience?.state === 'deleting') return take(job, ports, audience)
  return { outcome: 'done' }
}

type Kept = lineAudiences.LineAudience
type Step = (job: jobs.Job, ports: Ports, audience: Kept) => Promise<JobResult>

const upload: Step = async (job, ports, { id, name, groupId: made, uploaded: taken }) => {
  const { db, line, now } = ports
  const { accountId } = job
  const people = await outflows.countPeople(db, accountId, id)
  const some = (from: number) => outflows.listLineUserIds(db, accountId, id, { from, most: AT_ONCE })
  // Two of the same name are one to LINE.
  const ownName = `${name} ${id.slice(0, 8)}`
  let [groupId, uploaded] = [made, taken]
  if (groupId === null) {
    const found = await line.findAudience(ownName)
    if (found.outcome !== 'audience') return fail(job, ports, id, found)
    if (found.groupId !== null) groupId = found.groupId
    else {
      const given = await line.makeAudience(ownName, await some(0))
      if (given.outcome !== 'audience') return fail(job, ports, id, given)
      ;[groupId, uploaded] = [given.groupId, AT_ONCE]
    }
    const told = { id, groupId, uploaded }
    await underLease(db, job, (sql) => lineAudiences.tellUploaded(sql, accountId, told))
  }
  while (uploaded < people) {
    const next = await some(uploaded)
    const given = next.length > 0 ? await line.addToAudience(groupId, next) : undefined
    if (given && given.outcome !== 'audience') return fail(job, ports, id, given)
    uploaded += AT_ONCE
    const told = { id, groupId, uploaded }
    await underLease(db, job, (sql) => lineAudiences.tellUploaded(sql, accountId, told))
  }
  await tell(job, ports, { id, state: 'in_progress' }, now())
  return { outcome: 'wait', wait_s: ASK_AGAIN_S }
}

const follow: Step = async (job, ports, { id, groupId }) => {
  const told = await ports.line.audienceState(groupId!)
  if (told.outcome !== 'state') return fail(job, ports, id, told)
  const state = ENDS[told.status]
  if (!state) return { outcome: 'wait', wait_s: ASK_AGAIN_S }
  await tell(job, ports, { id, state, why: told.failedType }, ports.now())
  return { outcome: 'done' }
}

const take: Step = async (job, ports, { id, name, groupId: made }) => {
  // One that was being made when it was to go.
  const found = made === null ? await ports.line.findAudience(`${name} ${id.slice(0, 8)}`) : undefined
  if (found && found.outcome !== 'audience') return later(found)
  const groupId = made ?? found?.groupId ?? null
  const gone = groupId === null ? undefined : await ports.line.deleteAudience(groupId)
  if (gone && gone.outcome !== 'audience') return later(gone)
  await tell(job, ports, { id, state: 'deleted' }, ports.now())
  return { outcome: 'done' }
}

const tell = (
  job: jobs.Job,
  { db }: Ports,
  told: { id: string; state: LineAudienceState; why?: string | null },
  now: Date,
) => underLease(db, job, (sql) => lineAudiences.tellState(sql, job.accountId, told, now))

async function fail(job: jobs.Job, ports: Ports, id: string, failure: AudienceFailure): Promise<JobResult> {
  if (failure.outcome !== 'refused') return later(failure)
  await tell(job, ports, { id, state: 'failed', why: failure.why }, ports.now())
  return { outcome: 'done' }
}

const later = (failure: AudienceFailure): JobResult =>
  failure.outcome === 'unauthorized'
    ? { outcome: 'wait', wait_s: 60, error: failure.why }
    : { outcome: 'retry', error: failure.why, retry_s: 'retry_s' in failure ? failure.retry_s : undefined }
