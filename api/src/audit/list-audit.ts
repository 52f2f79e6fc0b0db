import { audit, type Sql } from '@tamaru/db'
import type { z } from 'zod'
import type { AuditList, AuditQuery } from './audit-view.ts'
import { toPageView } from '../http/paging.ts'

export async function listAudit(
  sql: Sql,
  accountId: string,
  { subject, person, ...asked }: z.infer<typeof AuditQuery>,
): Promise<z.infer<typeof AuditList>> {
  const found = await audit.list(sql, accountId, { subject, staffId: person }, asked)
  return toPageView(found, ({ at, staffId, staffName, emptiedAt, ...event }) => ({
    ...event,
    at: at.toISOString(),
    emptiedAt: emptiedAt?.toISOString() ?? null,
    by: staffId === null ? null : { id: staffId, displayName: staffName! },
  }))
}
