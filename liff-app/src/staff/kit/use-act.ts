import { useQueryClient } from '@tanstack/vue-query'
import { readonly, ref, shallowReadonly, shallowRef } from 'vue'
import { type ApiProblem, toProblem } from '../../api/problem.ts'

/**
 * Something that staff do and the server may refuse; one at a time. Once it is done, whatever the console has asked for
 * is old, and what is on screen is asked for anew: nobody has to remember which lists an act touches.
 */
export function useAct() {
  const client = useQueryClient()
  const busy = ref(false)
  const problem = shallowRef<ApiProblem>()

  /** True where it was done. */
  async function run(act: () => Promise<unknown>): Promise<boolean> {
    if (busy.value) return false
    busy.value = true
    problem.value = undefined
    try {
      await act()
      void client.invalidateQueries()
      return true
    } catch (thrown) {
      problem.value = toProblem(thrown)
      return false
    } finally {
      busy.value = false
    }
  }

  return {
    busy: readonly(busy),
    problem: shallowReadonly(problem),
    run,
    forget: () => (problem.value = undefined),
  }
}
