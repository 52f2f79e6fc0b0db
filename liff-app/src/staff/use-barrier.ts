import type { Right } from '@tamaru/domain'
import { computed } from 'vue'
import { useStaff } from './open-staff.ts'
import { useWords } from './words.ts'

/** Why this person may not do what needs a right; undefined where they may. */
export function useBarrier(right: Right) {
  const words = useWords()
  const { may } = useStaff()
  return computed(() => (may(right) ? undefined : words.value.needsRight(words.value.rights[right])))
}
