import { audit, type Sql } from '@tamaru/db'
import type { z } from 'zod'
import type { AuditList, AuditQuery } from './audit-view.ts'

export async function listAudit(
  sql: Sql,
  accountId: string,
  { subject, member, before, limit }: z.infer<typeof AuditQuery>,
): Promise<z.infer<typeof AuditList>> {
  // One more than is shown tells whether there is a next page.
  const found = await audit.list(sql, accountId, { subject, staffId: member, olderThan: before }, limit + 1)
  const shown = found.slice(0, limit)
  return {
    events: shown.map(({ at, staffId, staffName, ...event }) => ({
      ...event,
      at: at.toISOString(),
      by: staffId === null ? null : { id: staffId, displayName: staffName! },
    })),
    next: found.length > limit ? shown.at(-1)!.seq : null,
  }
}
