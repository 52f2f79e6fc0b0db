import { approvals, audit, type Sql, type staff } from '@tamaru/db'
import { ProblemError, whyNotAnswer } from '@tamaru/domain'
import type { ApprovalAnswer } from './approval-view.ts'

/**
 * Approves or declines a content as this person saw it, in the caller's transaction. Refuses `approval_content_changed`
 * where they saw another, `approval_not_asked` where nothing was asked for it as it is, and `approval_own_work`.
 */
export async function answerApproval(
  sql: Sql,
  by: staff.Staff,
  subject: approvals.ApprovalSubject,
  { content, contentSha256, outcome, note, now }: ApprovalAnswer & { content: object; now: Date },
): Promise<void> {
  if (contentSha256 !== (await approvals.hashContent(sql, content)))
    throw new ProblemError('approval_content_changed')
  const last = await approvals.findLast(sql, subject)
  const refusal = whyNotAnswer(last, contentSha256, by.id)
  if (refusal) throw new ProblemError(refusal)
  await approvals.answer(sql, by.accountId, last!.id, { outcome, note, staffId: by.id, now })
  await audit.record(sql, {
    accountId: by.accountId,
    staffId: by.id,
    act: outcome === 'approved' ? 'approval.approve' : 'approval.decline',
    subject: `${subject.kind}:${subject.subjectId}`,
    after: { contentSha256, note },
    now,
  })
}
