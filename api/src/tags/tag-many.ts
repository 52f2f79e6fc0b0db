import { audit, batches, segments, tags, type staff } from '@tamaru/db'
import { ProblemError } from '@tamaru/domain'
import { z } from 'zod'
import { tellOfTags } from '../batches/tell-changes.ts'
import { freshenFacts } from '../customers/keep-facts.ts'
import type { Ports } from '../ports.ts'
import type { RunWork } from '../runs/carry-out-run.ts'
import { startRun } from '../runs/start-run.ts'

const MOST_NAMED = 1_000
const AT_ONCE = 5_000

/** Whom a tag is put to or taken off: a segment as it is when the run comes to it, or people by their ids. */
export const ManyToTag = z.strictObject({
  is: z.boolean(),
  segmentId: z.uuid().nullable().default(null),
  shopperIds: z.array(z.uuid()).max(MOST_NAMED).default([]),
})
const Input = ManyToTag.extend({ tagId: z.uuid() })

/** Asks for a tag to be put to many, or taken off them. */
export async function askToTag(
  ports: Pick<Ports, 'db' | 'now'>,
  member: staff.Staff,
  tagId: string,
  many: z.infer<typeof ManyToTag>,
) {
  if (!(await tags.find(ports.db, member.accountId, tagId))) throw new ProblemError('not_found')
  return startRun(ports, member, { kind: 'tag_people', subject: `tag:${tagId}`, input: { tagId, ...many } })
}

/** Puts a tag to all whom a segment means, or takes it off them: what it changed is a batch by the run's id, which can be undone. */
export const tagMany: RunWork = async ({ ports, accountId, staffId, runId, input, tell }) => {
  const { tagId, is, segmentId, shopperIds } = Input.parse(input)
  const { now } = ports
  const ids = segmentId === null ? shopperIds : await peopleOf(ports, accountId, segmentId)
  return async (sql) => {
    const at = now()
    if (!(await tags.lock(sql, accountId, tagId))) throw new ProblemError('not_found')
    await batches.add(sql, { id: runId, accountId, kind: 'tag', staffId, doneAt: at })
    let changed = 0
    for (let from = 0; from < ids.length; from += AT_ONCE) {
      const here = await batches.hold(sql, accountId, ids.slice(from, from + AT_ONCE))
      const moves = [...here].map((shopperId) => ({ shopperId, tagId }))
      const moved = await batches.moveTags(sql, { accountId, id: runId }, moves, { put: is, now: at })
      await tellOfTags(sql, { accountId, of: `batch:${runId}`, at }, moved)
      changed += moved.length
      await tell(Math.min(from + AT_ONCE, ids.length), ids.length)
    }
    const after = { people: changed, segmentId }
    const act = is ? 'tag.put' : 'tag.take'
    await audit.record(sql, { accountId, staffId, act, subject: `tag:${tagId}`, after, now: at })
    return { batchId: runId, people: ids.length, changed }
  }
}

async function peopleOf(
  ports: Pick<Ports, 'db' | 'now'>,
  accountId: string,
  segmentId: string,
): Promise<string[]> {
  await freshenFacts(ports)
  const { db, now } = ports
  const segment = await segments.find(db, accountId, segmentId)
  if (!segment || segment.archivedAt) throw new ProblemError('not_found')
  const at = now()
  const understood = await segments.understand(db, accountId, segment.rule, at, segmentId)
  if ('faults' in understood) throw new ProblemError('segment_rule_faulty', understood.faults[0]?.fault)
  return segments.listIds(db, accountId, understood, at)
}
