import { audit, inTransaction, jobs, lineAudiences, outflows, segments, type staff } from '@tamaru/db'
import { LINE_AUDIENCE_FLOOR, ProblemError, type Rule } from '@tamaru/domain'
import { randomUUID } from 'node:crypto'
import { freshenFacts } from '../customers/keep-facts.ts'
import type { Ports } from '../ports.ts'
import { refuseFaults } from '../segments/save-segment.ts'
import type { NewLineAudience } from './outflow-view.ts'

const LINE = 'LINEヤフー株式会社'

/**
 * Asks for an audience at LINE of the friends in a segment or a list, as they are now; by consent only where a third party is
 * given them. It stands on the register before anything goes out. Refuses fewer than LINE_AUDIENCE_FLOOR. Returns its id.
 */
export async function makeLineAudience(
  ports: Pick<Ports, 'db' | 'now'>,
  { accountId, id: staffId }: staff.Staff,
  { name, of, basis }: NewLineAudience,
): Promise<string> {
  await freshenFacts(ports)
  return inTransaction(ports.db, async (sql) => {
    const at = ports.now()
    const whom: Rule = {
      all: [
        'segment' in of
          ? { kind: 'segment', segment: of.segment }
          : { kind: 'audience', audience: of.audience, is: true },
        { kind: 'friend', is: true },
        ...(basis === 'third_party' ? [{ kind: 'consent', purpose: 'sharing', is: true } as const] : []),
      ],
    }
    const understood = refuseFaults(await segments.understand(sql, accountId, whom, at))
    const ids = await segments.listIds(sql, accountId, understood, at)
    if (ids.length < LINE_AUDIENCE_FLOOR)
      throw new ProblemError('line_audience_too_small', `${ids.length} of at least ${LINE_AUDIENCE_FLOOR}`)
    const id = randomUUID()
    const subject = 'segment' in of ? `segment:${of.segment}` : `audience:${of.audience}`
    const outflow = {
      id,
      kind: 'line_audience',
      recipient: LINE,
      basis,
      fields: ['line_user_id'],
      subject,
    } as const
    await outflows.add(sql, accountId, outflow, { staffId, now: at })
    await outflows.addPeople(sql, accountId, id, ids)
    await lineAudiences.add(sql, accountId, { id, name }, at)
    await jobs.enqueue(sql, {
      accountId,
      kind: 'keep_line_audience',
      payload: { lineAudienceId: id },
      now: at,
    })
    const after = { name, basis, of: subject, people: ids.length }
    const about = { act: 'line_audience.make', subject: `line_audience:${id}`, after }
    await audit.record(sql, { accountId, staffId, ...about, now: at })
    return id
  })
}

/** Has an audience deleted at LINE. That it was given stays on the register. */
export function deleteLineAudience(
  { db, now }: Pick<Ports, 'db' | 'now'>,
  { accountId, id: staffId }: staff.Staff,
  id: string,
): Promise<void> {
  return inTransaction(db, async (sql) => {
    const at = now()
    const found = await lineAudiences.find(sql, accountId, id)
    if (!found || found.state === 'deleted') throw new ProblemError('not_found')
    if (found.state === 'deleting') return
    await lineAudiences.tellState(sql, accountId, { id, state: 'deleting' }, at)
    await jobs.enqueue(sql, {
      accountId,
      kind: 'keep_line_audience',
      payload: { lineAudienceId: id },
      now: at,
    })
    const subject = `line_audience:${id}`
    await audit.record(sql, { accountId, staffId, act: 'line_audience.delete', subject, now: at })
  })
}
