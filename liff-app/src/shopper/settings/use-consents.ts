import { computed, readonly, ref, shallowReadonly, shallowRef } from 'vue'
import { type ApiProblem, toProblem } from '../../api/problem.ts'
import { get, request } from '../../api/request.ts'
import type { ConsentsView } from '../../api/views.ts'
import { sharedLoad } from '../../ui/shared-load.ts'

type Purpose = ConsentsView['purposes'][number]['purpose']

const useAsked = sharedLoad(() => get('/api/me/consents'))

/** What the person is asked about. The switches show what the server has stored: a change that fails goes back. */
export function useConsents() {
  const { data, problem: loadProblem, reload } = useAsked()
  const answered = shallowRef<ConsentsView>()
  const consents = computed(() => answered.value ?? data.value)
  const saving = ref<Purpose>()
  const saved = ref(false)
  const problem = shallowRef<ApiProblem>()

  async function answer(purpose: Purpose, given: boolean): Promise<void> {
    const { wording, noticeVersion } = consents.value!
    saving.value = purpose
    saved.value = false
    problem.value = undefined
    try {
      answered.value = await request('PUT', '/api/me/consents/:purpose', {
        param: { purpose },
        json: { given, wording, noticeVersion },
      })
      saved.value = true
    } catch (thrown) {
      problem.value = toProblem(thrown)
    } finally {
      saving.value = undefined
    }
  }

  return {
    consents,
    loadProblem,
    reload,
    saving: readonly(saving),
    saved: readonly(saved),
    problem: shallowReadonly(problem),
    answer,
  }
}
