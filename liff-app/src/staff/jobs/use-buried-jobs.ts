import { readonly, ref, shallowReadonly, shallowRef } from 'vue'
import { type ApiProblem, toProblem } from '../../api/problem.ts'
import { get, request } from '../../api/request.ts'
import type { BuriedJob } from '../../api/staff-views.ts'

/** Jobs that were given up, and the way to run one again once its cause is mended. */
export function useBuriedJobs() {
  const jobs = shallowRef<BuriedJob[]>()
  const problem = shallowRef<ApiProblem>()
  const replaying = ref(new Set<string>())
  const replayed = ref(false)

  async function reload(): Promise<void> {
    try {
      jobs.value = (await get('/api/staff/jobs/buried')).jobs
      problem.value = undefined
    } catch (thrown) {
      problem.value = toProblem(thrown)
    }
  }

  async function replay(id: string): Promise<void> {
    replaying.value.add(id)
    replayed.value = false
    try {
      await request('POST', '/api/staff/jobs/:id/replay', { param: { id } })
      replayed.value = true
      await reload()
    } catch (thrown) {
      problem.value = toProblem(thrown)
    } finally {
      replaying.value.delete(id)
    }
  }

  return {
    jobs: shallowReadonly(jobs),
    problem: shallowReadonly(problem),
    replaying: readonly(replaying),
    replayed: readonly(replayed),
    reload,
    replay,
  }
}
