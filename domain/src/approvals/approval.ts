import { z } from 'zod'

/** What is let out only with the word of a second person, where the account has it so. */
export const ApprovalKind = z.enum(['campaign'])
export type ApprovalKind = z.infer<typeof ApprovalKind>

export const ApprovalOutcome = z.enum(['approved', 'declined'])
export type ApprovalOutcome = z.infer<typeof ApprovalOutcome>

/** What was asked for a content, known by its SHA-256 (hexadecimal), and what was answered. */
export interface Approval {
  contentSha256: string
  /** Staff ids of who wrote the content, or asked: it is their own work. */
  authors: readonly string[]
  outcome: ApprovalOutcome | null
}

export const ApprovalState = z.enum(['none', 'asked', 'approved', 'declined', 'void'])
export type ApprovalState = z.infer<typeof ApprovalState>

/** Tells how far a content is by what was asked last for its subject. A change after the asking voids the answer. */
export function approvalState(last: Approval | undefined, contentSha256: string): ApprovalState {
  if (!last) return 'none'
  if (last.contentSha256 !== contentSha256) return 'void'
  return last.outcome ?? 'asked'
}

/** Tells why somebody may not answer; null where they may. Nobody approves their own work, nor what nobody asked for. */
export function whyNotAnswer(
  last: Approval | undefined,
  contentSha256: string,
  staffId: string,
): 'approval_not_asked' | 'approval_own_work' | null {
  if (approvalState(last, contentSha256) !== 'asked') return 'approval_not_asked'
  return last!.authors.includes(staffId) ? 'approval_own_work' : null
}
