import { computed, readonly, ref, shallowRef } from 'vue'
import { type ApiProblem, toProblem } from '../../api/problem.ts'
import { get, request } from '../../api/request.ts'
import { usePages } from '../../ui/use-pages.ts'

/** Jobs that were given up, and the way to run one again once its cause is mended. */
export function useBuriedJobs() {
  const pages = usePages(
    (after) => get('/api/staff/jobs/buried', { query: { after } }),
    ({ id }) => id,
  )
  const { data: jobs, reload } = pages
  const refusal = shallowRef<ApiProblem>()
  const beginning = ref(new Set<string>())
  const begun = ref(false)

  async function runAgain(id: string): Promise<void> {
    beginning.value.add(id)
    begun.value = false
    refusal.value = undefined
    try {
      await request('POST', '/api/staff/jobs/:id/run-again', { param: { id } })
      begun.value = true
      await reload()
    } catch (thrown) {
      refusal.value = toProblem(thrown)
    } finally {
      beginning.value.delete(id)
    }
  }

  return {
    jobs,
    pages,
    problem: computed(() => refusal.value ?? pages.problem.value),
    beginning: readonly(beginning),
    begun: readonly(begun),
    reload,
    runAgain,
  }
}
