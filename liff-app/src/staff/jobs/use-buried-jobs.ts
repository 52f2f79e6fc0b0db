import { readonly, ref } from 'vue'
import { request } from '../../api/request.ts'
import { useAct } from '../kit/use-act.ts'
import { useList } from '../kit/use-list.ts'

/** Jobs that were given up, and the way to run one again once its cause is mended. */
export function useBuriedJobs() {
  const jobs = useList('/api/staff/jobs/buried')
  const { busy, problem, run } = useAct()
  const begun = ref(false)

  async function runAgain(id: string): Promise<void> {
    begun.value = false
    begun.value = await run(() => request('POST', '/api/staff/jobs/:id/run-again', { param: { id } }))
  }

  return { jobs, busy, problem, begun: readonly(begun), runAgain }
}
