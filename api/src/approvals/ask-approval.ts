import { approvals, audit, type Sql, type staff } from '@tamaru/db'

/** Asks for the word of a second person on a content, in the caller's transaction. */
export async function askApproval(
  sql: Sql,
  by: staff.Staff,
  subject: approvals.ApprovalSubject,
  { content, authors, now }: { content: object; authors: readonly string[]; now: Date },
): Promise<void> {
  const contentSha256 = await approvals.hashContent(sql, content)
  await approvals.ask(sql, subject, { contentSha256, authors, staffId: by.id, now })
  await audit.record(sql, {
    accountId: by.accountId,
    staffId: by.id,
    act: 'approval.ask',
    subject: `${subject.kind}:${subject.subjectId}`,
    after: { contentSha256 },
    now,
  })
}
