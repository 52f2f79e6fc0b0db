import {
  computed,
  type MaybeRefOrGetter,
  reactive,
  readonly,
  ref,
  shallowReadonly,
  shallowRef,
  toValue,
  watch,
} from 'vue'
import { type ApiProblem, toProblem } from '../../api/problem.ts'
import { get, urlOf } from '../../api/request.ts'
import type { ReviewEntry } from '../../api/staff-views.ts'
import { dropDraft, keepDraft, recallDraft } from './draft-store.ts'
import { type Draft, draftOf, sightingOf } from './reading-draft.ts'

export const photoOf = (id: string) => urlOf('/api/staff/entries/:id/photo', { id })

/**
 * The open entry and its draft. What was corrected stays until it is decided, also while looking at others and when the
 * page is loaded anew; where the entry has changed meanwhile, the draft begins anew.
 */
export function useReviewEntry(id: MaybeRefOrGetter<string | undefined>) {
  const entry = shallowRef<ReviewEntry>()
  const problem = shallowRef<ApiProblem>()
  const drafts = reactive(new Map<string, Draft>())
  /** The field under the pointer or with the focus, as the reading names it: "items.0.amount". */
  const pointed = ref<string>()

  const draft = computed(() => (entry.value ? drafts.get(entry.value.id) : undefined))
  const sighting = computed(() =>
    draft.value && entry.value ? sightingOf(draft.value, entry.value) : undefined,
  )

  async function load(): Promise<void> {
    const wanted = toValue(id)
    problem.value = undefined
    if (!wanted) return void (entry.value = undefined)
    try {
      const answer = await get('/api/staff/entries/:id', { param: { id: wanted } })
      if (wanted !== toValue(id)) return
      const before = draftOf(answer)
      drafts.set(wanted, (answer.state === 'needs_review' && recallDraft(wanted, before)) || before)
      entry.value = answer
    } catch (thrown) {
      if (wanted !== toValue(id)) return
      entry.value = undefined
      problem.value = toProblem(thrown)
    }
  }

  watch(() => toValue(id), load, { immediate: true })
  watch(
    draft,
    (now, earlier) => {
      // Only what somebody types, not the step to another entry.
      if (now && now === earlier && entry.value) keepDraft(entry.value.id, draftOf(entry.value), now)
    },
    { deep: true },
  )
  return {
    entry: shallowReadonly(entry),
    problem: shallowReadonly(problem),
    draft,
    sighting,
    pointed: readonly(pointed),
    point: (field: string | undefined) => (pointed.value = field),
    forgetDraft(decided: string) {
      drafts.delete(decided)
      dropDraft(decided)
    },
    load,
  }
}

/** Has the next photo on its way before it is asked for. */
export function preloadPhoto(id: string | undefined): void {
  if (id) new Image().src = photoOf(id)
}
