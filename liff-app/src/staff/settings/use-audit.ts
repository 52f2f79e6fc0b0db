import { ref, shallowReadonly, shallowRef } from 'vue'
import { get } from '../../api/request.ts'
import type { AuditChain } from '../../api/staff-views.ts'
import { useAct } from '../kit/use-act.ts'
import { useList } from '../kit/use-list.ts'

/** The audit log, newest first, and the walk along its chain. */
export function useAudit() {
  const member = ref('')
  const subject = ref('')
  const events = useList(
    '/api/staff/audit',
    () => ({ query: { person: member.value || undefined, subject: subject.value || undefined } }),
    ({ seq }) => seq,
  )
  const chain = shallowRef<AuditChain>()
  const walking = useAct()

  const walk = (noted: string) =>
    walking.run(async () => {
      chain.value = await get('/api/staff/audit/chain', { query: { head: noted || undefined } })
    })

  return { member, subject, events, chain: shallowReadonly(chain), walking, walk }
}
