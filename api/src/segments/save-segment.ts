import { audit, inTransaction, segments, type Sql, type staff } from '@tamaru/db'
import { ProblemError, type Rule, type Understood } from '@tamaru/domain'
import type { z } from 'zod'
import type { Ports } from '../ports.ts'
import type { NewSegment, SegmentChange } from './segment-view.ts'

type Given = Pick<Ports, 'db' | 'now'>

/** Adds a segment. Refuses a rule with faults, and a name that another has. */
export function addSegment(
  { db, now }: Given,
  { accountId, id: staffId }: staff.Staff,
  { name, rule }: z.infer<typeof NewSegment>,
): Promise<string> {
  return inTransaction(db, async (sql) => {
    const at = now()
    await segments.lock(sql, accountId)
    const added = { name, rule: await requireSound(sql, accountId, rule, at) }
    const id = await segments.add(sql, accountId, added, { staffId, now: at })
    const subject = `segment:${id}`
    await audit.record(sql, { accountId, staffId, act: 'segment.add', subject, after: added, now: at })
    return id
  })
}

/** Changes what is given and keeps the rest. Refuses to archive what another segment names. */
export function changeSegment(
  { db, now }: Given,
  { accountId, id: staffId }: staff.Staff,
  segmentId: string,
  { archived, ...given }: z.infer<typeof SegmentChange>,
): Promise<void> {
  return inTransaction(db, async (sql) => {
    const at = now()
    await segments.lock(sql, accountId)
    const before = await segments.find(sql, accountId, segmentId)
    if (!before) throw new ProblemError('not_found')
    if (archived) await refuseInUse(sql, accountId, segmentId)
    const archivedAt =
      archived === undefined ? before.archivedAt : archived ? (before.archivedAt ?? at) : null
    const { name, rule } = { ...before, ...given }
    const written = given.rule ? await requireSound(sql, accountId, rule, at, segmentId) : rule
    const after = { id: segmentId, name, rule: written, archivedAt }
    await segments.change(sql, accountId, after, at)
    await audit.record(sql, {
      ...{ accountId, staffId, act: 'segment.change', subject: `segment:${segmentId}` },
      ...{ before: { name: before.name, rule: before.rule, archivedAt: before.archivedAt }, after, now: at },
    })
  })
}

async function refuseInUse(sql: Sql, accountId: string, segmentId: string): Promise<void> {
  const uses = await segments.usesOf(sql, accountId, segmentId)
  if (uses.length > 0) throw new ProblemError('segment_in_use', uses.join(', '))
}

/** The rule as it is kept. One that names itself, by whatever way, is found in place of the one that stands. */
async function requireSound(
  sql: Sql,
  accountId: string,
  rule: unknown,
  now: Date,
  segmentId?: string,
): Promise<Rule> {
  return refuseFaults(await segments.understand(sql, accountId, rule, now, segmentId)).rule
}

/** Throws where a rule has a fault, by the first of them. */
export function refuseFaults(understood: Understood): Extract<Understood, { rule: Rule }> {
  if ('rule' in understood) return understood
  const [{ fault, of }] = understood.faults as [(typeof understood.faults)[number]]
  throw new ProblemError('segment_rule_faulty', `${fault}: ${of}`)
}
