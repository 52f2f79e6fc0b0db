import { approvals, type Sql } from '@tamaru/db'
import { approvalState, ProblemError } from '@tamaru/domain'

/** Lets a content out: refuses `approval_needed` where the account has approval on and nobody else approved it as it is. */
export async function requireApproval(
  sql: Sql,
  subject: approvals.ApprovalSubject,
  content: object,
): Promise<void> {
  if (!(await approvals.isOn(sql, subject.accountId))) return
  const state = approvalState(
    await approvals.findLast(sql, subject),
    await approvals.hashContent(sql, content),
  )
  if (state !== 'approved') throw new ProblemError('approval_needed', `it is ${state}`)
}
