import { z } from 'zod'

/** What stands against an approval. Staff are shown it and, where they `must` confirm, asked before they approve. */
export const ApprovalQuestion = z.object({
  kind: z.enum([
    /** A credited entry holds, or may hold, this receipt. */
    'receipt_credited',
    /** Another person's entry holds the very same photo. */
    'photo_taken',
    /** The field was not read, and nobody filled it in: nothing can be compared with it. */
    'not_read',
    /** The printed sums disagree, or none of them supports another. */
    'sums_unproved',
    /** The goods cost more than the receipt's total. */
    'goods_over_total',
    /** A number of pieces that the machine read, and that neither price nor print supports. */
    'count_unproved',
  ]),
  /**
   * The other entry's id, the field's key, the equation's name, or the printed line; '' where there is nothing to name.
   */
  of: z.string(),
  /** The two numbers that do not go together, or the number that is in doubt. */
  left: z.number().nullable(),
  right: z.number().nullable(),
  /** To have seen it is enough, or it must be said that the entry is approved all the same. */
  must: z.enum(['see', 'confirm']),
})
export type ApprovalQuestion = z.infer<typeof ApprovalQuestion>

/** By what an answer names its question: with other numbers it is another question. */
export function questionKey({ kind, of, left, right }: ApprovalQuestion): string {
  return [kind, of, left, right].filter((part) => part !== null && part !== '').join('|')
}

/** Keys of the questions that were on the screen, and of those that were answered with yes. */
export interface GivenAnswers {
  seen: readonly string[]
  confirmed: readonly string[]
}

/** The questions that such answers leave open. */
export function openQuestions(
  questions: readonly ApprovalQuestion[],
  { seen, confirmed }: GivenAnswers,
): ApprovalQuestion[] {
  return questions.filter((question) => {
    const key = questionKey(question)
    return !confirmed.includes(key) && !(question.must === 'see' && seen.includes(key))
  })
}

/** Picks those about a second credit for one receipt, rather than about numbers. */
export function isAboutDuplicates({ kind }: ApprovalQuestion): boolean {
  return kind === 'receipt_credited' || kind === 'photo_taken'
}
