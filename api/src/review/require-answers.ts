import { isAboutDuplicates, openQuestions, ProblemError, type ApprovalQuestion } from '@tamaru/domain'
import type { ReviewDecision } from './review-view.ts'

/**
 * Refuses an approval that leaves a question open: what was credited meanwhile, or a number that nobody has looked at.
 * The answer names the questions; the preview shows them.
 */
export function requireAnswers(
  questions: readonly ApprovalQuestion[],
  { seen, confirmed }: ReviewDecision,
): void {
  const open = openQuestions(questions, { seen, confirmed })
  if (open.length === 0) return
  const kind = open.some(isAboutDuplicates) ? 'receipt_already_credited' : 'numbers_not_confirmed'
  throw new ProblemError(kind, undefined, { questions: JSON.stringify(open) })
}
