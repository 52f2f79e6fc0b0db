import { ApprovalKind, ApprovalOutcome, approvalState, ApprovalState } from '@tamaru/domain'
import type { approvals } from '@tamaru/db'
import { z } from 'zod'
import { pageOf } from '../http/paging.ts'

/** How far a content is on its way out. */
export const ApprovalView = z.object({
  /** Whether it takes the word of a second person. */
  needed: z.boolean(),
  /** `void`: it was changed after it was asked for, or approved. */
  state: ApprovalState,
  /** By this the content is known as it is now; who answers sends it along. */
  contentSha256: z.string(),
  askedBy: z.string().nullable(),
  askedAt: z.iso.datetime().nullable(),
  decidedBy: z.string().nullable(),
  decidedAt: z.iso.datetime().nullable(),
  note: z.string().nullable(),
  /** Staff ids of those who may not answer, since it is their own work. */
  authors: z.array(z.uuid()),
})
export type ApprovalView = z.infer<typeof ApprovalView>

export function toApprovalView(
  needed: boolean,
  last: approvals.StoredApproval | undefined,
  contentSha256: string,
): ApprovalView {
  return {
    needed,
    state: approvalState(last, contentSha256),
    contentSha256,
    askedBy: last?.askedByName ?? null,
    askedAt: last?.askedAt.toISOString() ?? null,
    decidedBy: last?.decidedByName ?? null,
    decidedAt: last?.decidedAt?.toISOString() ?? null,
    note: last?.note ?? null,
    authors: [...(last?.authors ?? [])],
  }
}

/** What waits for somebody's word. */
export const OpenApprovals = pageOf(
  z.object({
    id: z.uuid(),
    kind: ApprovalKind,
    subjectId: z.uuid(),
    askedBy: z.string(),
    askedAt: z.iso.datetime(),
    authors: z.array(z.uuid()),
  }),
)

const Note = z.string().trim().min(1).max(1000)
/** An answer to a content as this person saw it; who declines says why. */
export const ApprovalAnswer = z
  .object({
    outcome: ApprovalOutcome,
    note: Note.nullable().default(null),
    contentSha256: z.string().regex(/^[0-9a-f]{64}$/),
  })
  .refine(({ outcome, note }) => outcome === 'approved' || note !== null, {
    path: ['note'],
    message: 'a refusal gives its reason',
  })
export type ApprovalAnswer = z.infer<typeof ApprovalAnswer>
