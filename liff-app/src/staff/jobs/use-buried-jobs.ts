import { readonly, ref, shallowReadonly, shallowRef } from 'vue'
import { type ApiProblem, toProblem } from '../../api/problem.ts'
import { get, request } from '../../api/request.ts'
import type { BuriedJob } from '../../api/staff-views.ts'

/** Jobs that were given up, and the way to run one again once its cause is mended. */
export function useBuriedJobs() {
  const jobs = shallowRef<BuriedJob[]>()
  const problem = shallowRef<ApiProblem>()
  const beginning = ref(new Set<string>())
  const begun = ref(false)

  async function reload(): Promise<void> {
    try {
      jobs.value = (await get('/api/staff/jobs/buried')).jobs
      problem.value = undefined
    } catch (thrown) {
      problem.value = toProblem(thrown)
    }
  }

  async function runAgain(id: string): Promise<void> {
    beginning.value.add(id)
    begun.value = false
    try {
      await request('POST', '/api/staff/jobs/:id/run-again', { param: { id } })
      begun.value = true
      await reload()
    } catch (thrown) {
      problem.value = toProblem(thrown)
    } finally {
      beginning.value.delete(id)
    }
  }

  return {
    jobs: shallowReadonly(jobs),
    problem: shallowReadonly(problem),
    beginning: readonly(beginning),
    begun: readonly(begun),
    reload,
    runAgain,
  }
}
