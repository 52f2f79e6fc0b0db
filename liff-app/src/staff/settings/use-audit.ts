import { ref, shallowReadonly, shallowRef, watch } from 'vue'
import { get } from '../../api/request.ts'
import type { AuditChain } from '../../api/staff-views.ts'
import { usePages } from '../../ui/use-pages.ts'
import { useAct } from '../use-load.ts'

/** The audit log page by page, newest first, and the walk along its chain. */
export function useAudit() {
  const member = ref('')
  const subject = ref('')
  const pages = usePages(
    (after) =>
      get('/api/staff/audit', {
        query: { person: member.value || undefined, subject: subject.value || undefined, after },
      }),
    ({ seq }) => seq,
  )
  const chain = shallowRef<AuditChain>()
  const walking = useAct()

  const walk = (noted: string) =>
    walking.run(async () => {
      chain.value = await get('/api/staff/audit/chain', { query: { head: noted || undefined } })
    })

  watch(
    [member, subject],
    () => {
      pages.clear()
      void pages.reload()
    },
    { immediate: true },
  )
  return {
    member,
    subject,
    pages,
    events: pages.data,
    problem: pages.problem,
    chain: shallowReadonly(chain),
    walking: walking.busy,
    walkProblem: walking.problem,
    reload: pages.reload,
    walk,
  }
}
