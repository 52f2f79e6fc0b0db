import { computed, readonly, ref, shallowReadonly, shallowRef, watch } from 'vue'
import { type ApiProblem, toProblem } from '../../api/problem.ts'
import { get } from '../../api/request.ts'
import type { AuditChain, AuditEvent } from '../../api/staff-views.ts'
import { useAct } from '../use-load.ts'

const PAGE = 50

/** The audit log page by page, newest first, and the walk along its chain. */
export function useAudit() {
  const member = ref('')
  const subject = ref('')
  const events = shallowRef<AuditEvent[]>()
  const next = ref<number | null>(null)
  const problem = shallowRef<ApiProblem>()
  const chain = shallowRef<AuditChain>()
  const walking = useAct()
  let asked = 0

  async function load(before?: number): Promise<void> {
    const question = ++asked
    const query = {
      limit: `${PAGE}`,
      member: member.value || undefined,
      subject: subject.value || undefined,
      before: before?.toString(),
    }
    try {
      const page = await get('/api/staff/audit', { query })
      if (question !== asked) return
      events.value = before === undefined ? page.events : [...(events.value ?? []), ...page.events]
      next.value = page.next
      problem.value = undefined
    } catch (thrown) {
      if (question === asked) problem.value = toProblem(thrown)
    }
  }

  const walk = (noted: string) =>
    walking.run(async () => {
      chain.value = await get('/api/staff/audit/chain', { query: { head: noted || undefined } })
    })

  watch([member, subject], () => load(), { immediate: true })
  return {
    member,
    subject,
    events: shallowReadonly(events),
    hasMore: computed(() => next.value !== null),
    problem: shallowReadonly(problem),
    chain: shallowReadonly(chain),
    walking: walking.busy,
    walkProblem: walking.problem,
    next: readonly(next),
    more: () => load(next.value ?? undefined),
    reload: () => load(),
    walk,
  }
}
