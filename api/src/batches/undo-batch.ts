import { audit, batches, shopPurchases, type staff } from '@tamaru/db'
import { ProblemError } from '@tamaru/domain'
import { z } from 'zod'
import type { Ports } from '../ports.ts'
import type { RunWork } from '../runs/carry-out-run.ts'
import { startRun } from '../runs/start-run.ts'
import { tellOfTags, tellOfValues } from './tell-changes.ts'

const Input = z.object({ batchId: z.uuid(), subject: z.string() })

/** Asks for what was done to many to be taken back. Refuses `batch_undone`. */
export async function askToUndo(
  ports: Pick<Ports, 'db' | 'now'>,
  member: staff.Staff,
  { batchId, kind, subject }: { batchId: string; kind: batches.Batch['kind']; subject: string },
) {
  const batch = await batches.find(ports.db, member.accountId, batchId)
  if (batch?.kind !== kind) throw new ProblemError('not_found')
  if (batch.undoneAt) throw new ProblemError('batch_undone')
  return startRun(ports, member, { kind: 'undo_batch', subject, input: { batchId, subject } })
}

/**
 * Takes back what a batch changed, and nothing else: what staff or another file said of the same since stays. Who became known by
 * it stays known.
 */
export const undoBatch: RunWork = async ({ ports, accountId, staffId, input }) => {
  const { batchId, subject } = Input.parse(input)
  return async (sql) => {
    const at = ports.now()
    const batch = await batches.find(sql, accountId, batchId)
    if (!batch) throw new ProblemError('not_found')
    if (!(await batches.markUndone(sql, accountId, batchId, at))) throw new ProblemError('batch_undone')
    const told = { accountId, of: `undo:${batchId}`, at }
    const tags = await batches.undoTags(sql, batch, at)
    const values = await batches.undoValues(sql, batch, at)
    await tellOfTags(sql, told, tags)
    await tellOfValues(sql, told, values, 'undo')
    const purchases = await shopPurchases.takeBack(sql, accountId, batchId)
    const after = { tags: tags.length, values: values.length, purchases }
    await audit.record(sql, {
      accountId,
      staffId,
      act: 'batch.undo',
      subject,
      after,
      now: at,
    })
    return after
  }
}
