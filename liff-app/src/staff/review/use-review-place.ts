import { computed } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import type { EntryState } from '../../api/views.ts'
import { STATES } from './states.ts'

export interface ReviewPlace {
  state: EntryState
  entry: string | undefined
}

/** Which queue is shown, and which entry is open, as the address has it: `/staff/review/{state}/{entry}`. */
export function useReviewPlace() {
  const route = useRoute()
  const router = useRouter()
  const place = computed<ReviewPlace>(() => ({
    state: STATES.find((state) => state === route.params.state) ?? 'needs_review',
    entry: route.params.entry ? String(route.params.entry) : undefined,
  }))
  /** What is not said stays as it is. */
  const go = (there: Partial<ReviewPlace>) => {
    const { state, entry } = { ...place.value, ...there }
    return router.push({ name: 'review', params: { state, entry } })
  }
  return { place, go }
}
