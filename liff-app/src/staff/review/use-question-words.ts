import { equationWords } from '@tamaru/domain'
import type { ApprovalQuestion } from '../../api/staff-views.ts'
import { useLanguage } from '../../ui/language.ts'
import { useFormat } from '../../ui/use-format.ts'
import { useWords } from '../words.ts'

type Question = Pick<ApprovalQuestion, 'kind' | 'of' | 'left' | 'right'>

/** What stands against an approval, in words, and what somebody says who approves all the same. */
export function useQuestionWords() {
  const words = useWords()
  const format = useFormat()
  const { say } = useLanguage()
  const number = (value: number | null) => (value === null ? '?' : format.number(value))
  return {
    warn({ kind, of, left, right }: Question): string {
      const { warns, fields } = words.value.review.questions
      if (kind === 'sums_unproved' && right === null) return warns.total_unproved(number(left))
      if (kind === 'sums_unproved') return warns[kind](say(equationWords(of)), number(left), number(right))
      return warns[kind](fields[of] ?? of, number(left), number(right))
    },
    affirm: ({ kind }: Question): string => words.value.review.questions.affirms[kind],
  }
}
