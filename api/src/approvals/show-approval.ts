import { approvals, type Sql } from '@tamaru/db'
import { toApprovalView, type ApprovalView } from './approval-view.ts'

/** How far a content is on its way out. */
export async function showApproval(
  sql: Sql,
  subject: approvals.ApprovalSubject,
  content: object,
): Promise<ApprovalView> {
  const [needed, last, contentSha256] = await Promise.all([
    approvals.isOn(sql, subject.accountId),
    approvals.findLast(sql, subject),
    approvals.hashContent(sql, content),
  ])
  return toApprovalView(needed, last, contentSha256)
}
