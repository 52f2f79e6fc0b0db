import { audit, inTransaction, segments, snapshots, type staff } from '@tamaru/db'
import { ProblemError } from '@tamaru/domain'
import { freshenFacts } from '../customers/keep-facts.ts'
import type { Ports } from '../ports.ts'
import { refuseFaults } from './save-segment.ts'

/** Freezes whom a segment means at this moment. Refuses one whose rule has a fault: it would hold nobody, for good. */
export async function takeSnapshot(
  ports: Pick<Ports, 'db' | 'now'>,
  { accountId, id: staffId }: staff.Staff,
  segmentId: string,
  purpose: string,
): Promise<snapshots.Snapshot> {
  await freshenFacts(ports)
  return inTransaction(ports.db, async (sql) => {
    const now = ports.now()
    const segment = await segments.find(sql, accountId, segmentId)
    if (!segment) throw new ProblemError('not_found')
    const understood = refuseFaults(await segments.understand(sql, accountId, segment.rule, now, segmentId))
    const snapshot = await snapshots.freeze(sql, accountId, understood, { segment, purpose, staffId }, now)
    const after = { snapshotId: snapshot.id, purpose, count: snapshot.count, version: segment.version }
    const subject = `segment:${segmentId}`
    await audit.record(sql, { accountId, staffId, act: 'segment.freeze', subject, after, now })
    return snapshot
  })
}
