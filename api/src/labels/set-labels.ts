import { audit, inTransaction, labels, type Sql, type staff } from '@tamaru/db'
import { ProblemError } from '@tamaru/domain'
import type { z } from 'zod'
import type { Ports } from '../ports.ts'
import type { LabelChange, NewLabel, Wearing } from './label-view.ts'

type Given = Pick<Ports, 'db' | 'now'>

/** Adds a label to those of the account. */
export async function addLabel(
  { db, now }: Given,
  { accountId, id: staffId }: staff.Staff,
  given: z.infer<typeof NewLabel>,
): Promise<labels.Label> {
  return inTransaction(db, async (sql) => {
    const at = now()
    const label = await labels.add(sql, accountId, given, at)
    const subject = `label:${label.id}`
    await audit.record(sql, { accountId, staffId, act: 'label.add', subject, after: { ...given }, now: at })
    return label
  })
}

/** Calls a label otherwise, or gives it another colour; null: deletes it, and takes it off whatever wears it. */
export async function changeLabel(
  ports: Given,
  person: staff.Staff,
  labelId: string,
  change: z.infer<typeof LabelChange> | null,
): Promise<void> {
  await held(ports, person, labelId, async (sql, { id, ...before }) => {
    if (change === null) {
      await labels.remove(sql, person.accountId, id)
      return { act: 'label.delete', before }
    }
    const after = { ...before, ...change }
    await labels.change(sql, person.accountId, { id, ...after })
    return { act: 'label.change', before, after }
  })
}

/** Puts a label on things of one kind, or takes it off them. Refuses `not_found` where one of them is not there. */
export async function wearLabel(
  ports: Given,
  person: staff.Staff,
  labelId: string,
  { on, thing, ids: given }: z.infer<typeof Wearing>,
): Promise<void> {
  const ids = [...new Set(given)]
  await held(ports, person, labelId, async (sql, label, at) => {
    if (!on) await labels.take(sql, person.accountId, label.id, { thing, ids })
    else if ((await labels.put(sql, person.accountId, label.id, { thing, ids }, at)).length < ids.length)
      throw new ProblemError('not_found')
    return { act: on ? 'label.put' : 'label.take', after: { thing, ids } }
  })
}

async function held(
  { db, now }: Given,
  { accountId, id: staffId }: staff.Staff,
  labelId: string,
  act: (sql: Sql, label: labels.Label, at: Date) => Promise<{ act: string; before?: object; after?: object }>,
): Promise<void> {
  await inTransaction(db, async (sql) => {
    const label = await labels.lock(sql, accountId, labelId)
    if (!label) throw new ProblemError('not_found')
    const at = now()
    const done = await act(sql, label, at)
    await audit.record(sql, { accountId, staffId, subject: `label:${labelId}`, ...done, now: at })
  })
}
