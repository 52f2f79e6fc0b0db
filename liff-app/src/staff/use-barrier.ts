import type { Right } from '@tamaru/domain'
import { computed } from 'vue'
import { useStaff } from './open-staff.ts'
import { useWords } from './words.ts'

/** Why this person may not do what needs a right, or a right over the whole `account`; undefined where they may. */
export function useBarrier(right: Right, over?: 'account') {
  const words = useWords()
  const { may, staff } = useStaff()
  return computed(() => {
    if (!may(right)) return words.value.needsRight(words.value.rights[right])
    return over && staff().storeIds ? words.value.needsAccount : undefined
  })
}
