import { readonly, ref, shallowReadonly, shallowRef } from 'vue'
import { type ApiProblem, toProblem } from '../../api/problem.ts'
import { request } from '../../api/request.ts'
import type { EntryView } from '../../api/views.ts'

/** Asks for a second look. `answered` gets the entry as it stands since; asked from another phone before, as it is now. */
export function useAppeal(id: string, answered: (entry?: EntryView) => void) {
  const asking = ref(false)
  const problem = shallowRef<ApiProblem>()

  async function ask(): Promise<void> {
    if (asking.value) return
    asking.value = true
    problem.value = undefined
    try {
      answered(await request('POST', '/api/entries/:id/appeal', { param: { id } }))
    } catch (thrown) {
      const refusal = toProblem(thrown)
      if (refusal.kind === 'appeal_used' || refusal.kind === 'appeal_not_possible') answered()
      else problem.value = refusal
    } finally {
      asking.value = false
    }
  }
  return { asking: readonly(asking), problem: shallowReadonly(problem), ask }
}
