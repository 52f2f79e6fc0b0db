import { computed, readonly, ref, shallowReadonly, shallowRef } from 'vue'
import { type ApiProblem, toProblem } from '../../api/problem.ts'
import { request } from '../../api/request.ts'
import { useShopper } from '../open-shopper.ts'

/** The switch for offers. It shows what the server has stored: a change that fails goes back. */
export function useOffersConsent() {
  const shopper = useShopper()
  const wished = ref<boolean>()
  const saving = ref(false)
  const saved = ref(false)
  const problem = shallowRef<ApiProblem>()

  async function change(offersConsent: boolean): Promise<void> {
    wished.value = offersConsent
    saving.value = true
    saved.value = false
    problem.value = undefined
    try {
      shopper.value = await request('PATCH', '/api/me', { json: { offersConsent } })
      saved.value = true
    } catch (thrown) {
      problem.value = toProblem(thrown)
    } finally {
      wished.value = undefined
      saving.value = false
    }
  }

  return {
    consent: computed(() => wished.value ?? shopper.value?.offersConsent ?? false),
    saving: readonly(saving),
    saved: readonly(saved),
    problem: shallowReadonly(problem),
    change,
  }
}
