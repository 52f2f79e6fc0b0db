import type { Sql } from './open-db.ts'

/** Records what a staff member did, in the same transaction as the act. `subject` is e.g. "entry:ID". */
export async function record(
  sql: Sql,
  act: {
    accountId: string
    staffId: string
    act: string
    subject: string
    before?: unknown
    after?: unknown
  },
): Promise<void> {
  await sql`
    insert into audit_event (account_id, staff_id, act, subject, before, after)
    values (${act.accountId}, ${act.staffId}, ${act.act}, ${act.subject},
            ${act.before === undefined ? null : sql.json(act.before as never)},
            ${act.after === undefined ? null : sql.json(act.after as never)})`
}
