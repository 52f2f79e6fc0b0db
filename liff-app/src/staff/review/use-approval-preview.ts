import { computed, type Ref, shallowReadonly, shallowRef, watch } from 'vue'
import { type ApiProblem, toProblem } from '../../api/problem.ts'
import { request } from '../../api/request.ts'
import type { ApprovalPreview, ReviewEntry, Sighting } from '../../api/staff-views.ts'

/** So long after the last key the points are worked out anew. */
const TYPING_MS = 250

/** What approving the open entry would do, as the server works it out for the draft as it stands. */
export function useApprovalPreview(
  entry: Readonly<Ref<ReviewEntry | undefined>>,
  sighting: Readonly<Ref<Sighting | undefined>>,
) {
  const answer = shallowRef<{ id: string; to: string; preview: ApprovalPreview }>()
  const problem = shallowRef<ApiProblem>()
  let timer: ReturnType<typeof setTimeout> | undefined

  const id = computed(() => (entry.value?.state === 'needs_review' ? entry.value.id : undefined))
  const question = computed(() => (id.value ? `${id.value} ${JSON.stringify(sighting.value)}` : undefined))

  async function ask(): Promise<void> {
    const [asked, to] = [id.value, question.value]
    if (!asked || !to) return
    try {
      const preview = await request('POST', '/api/staff/entries/:id/preview', {
        param: { id: asked },
        json: sighting.value!,
      })
      if (to !== question.value) return
      answer.value = { id: asked, to, preview }
      problem.value = undefined
    } catch (thrown) {
      if (to === question.value) problem.value = toProblem(thrown)
    }
  }

  watch(
    question,
    () => {
      clearTimeout(timer)
      problem.value = undefined
      if (answer.value?.id === id.value) timer = setTimeout(ask, TYPING_MS)
      else void ask()
    },
    { immediate: true },
  )

  return {
    /** Of the open entry; of a draft that has just been changed, perhaps still the one before. */
    preview: computed(() => (answer.value?.id === id.value ? answer.value?.preview : undefined)),
    isCurrent: computed(() => question.value !== undefined && answer.value?.to === question.value),
    problem: shallowReadonly(problem),
    ask,
  }
}
