import { campaignDrafts, inTransaction, type approvals, type staff } from '@tamaru/db'
import type { z } from 'zod'
import { answerApproval } from '../approvals/answer-approval.ts'
import { askApproval } from '../approvals/ask-approval.ts'
import type { Ports } from '../ports.ts'
import { fillRules } from '../products/fill-rules.ts'
import type { DraftAnswer, DraftSeen } from './campaign-view.ts'
import { parseRules } from './parse-rules.ts'

/** Names a campaign as what is approved. */
export function campaignSubject(accountId: string, campaignId: string): approvals.ApprovalSubject {
  return { accountId, kind: 'campaign', subjectId: campaignId }
}

/** Asks for the word of a second person on the draft as its writer saw it; refuses one with faults, as publishing does. */
export function askForDraft(
  { db, now }: Pick<Ports, 'db' | 'now'>,
  by: staff.Staff,
  campaignId: string,
  { revision }: z.infer<typeof DraftSeen>,
): Promise<void> {
  return inTransaction(db, async (sql) => {
    const draft = await campaignDrafts.lock(sql, by.accountId, campaignId, revision)
    const content = await fillRules(sql, by.accountId, draft.rules)
    parseRules(content)
    const asked = { content, authors: draft.authors, now: now() }
    await askApproval(sql, by, campaignSubject(by.accountId, campaignId), asked)
  })
}

/** Approves or declines the draft as this person saw it. */
export function answerForDraft(
  { db, now }: Pick<Ports, 'db' | 'now'>,
  by: staff.Staff,
  campaignId: string,
  { revision, ...answer }: z.infer<typeof DraftAnswer>,
): Promise<void> {
  return inTransaction(db, async (sql) => {
    const { rules } = await campaignDrafts.lock(sql, by.accountId, campaignId, revision)
    const content = await fillRules(sql, by.accountId, rules)
    const answered = { ...answer, content, now: now() }
    await answerApproval(sql, by, campaignSubject(by.accountId, campaignId), answered)
  })
}
