import type { Rule } from '@tamaru/domain'
import { onScopeDispose, shallowRef, watch } from 'vue'
import type { BodyOf } from '../../api/contract.ts'
import type { ApiProblem } from '../../api/problem.ts'
import { toProblem } from '../../api/problem.ts'
import { request } from '../../api/request.ts'
import type { RuleCount } from '../../api/staff-views.ts'

/** So long after the last change a rule is counted. */
const PAUSE_MS = 400

/** What is asked beside the count, and which segment's rule it is. */
interface Closer {
  also?: ('why' | 'overlap' | 'guards' | 'smallestEffect')[]
  segmentId?: string | undefined
}

/** Counts whom a rule means while it is written: the newest rule's count, or that it failed, never another's. */
export function useRuleCount(rule: () => Rule | null, { also = [], segmentId }: Closer = {}) {
  const counted = shallowRef<RuleCount>()
  const problem = shallowRef<ApiProblem>()
  const counting = shallowRef(false)
  let turn = 0

  async function count(): Promise<void> {
    const mine = ++turn
    const asked = rule()
    counted.value = undefined
    problem.value = undefined
    if (!asked) return void (counting.value = false)
    counting.value = true
    try {
      const json = { rule: asked, also, segmentId } as unknown as BodyOf<'POST', '/api/staff/segments/count'>
      const answer = await request('POST', '/api/staff/segments/count', { json })
      if (mine === turn) counted.value = answer
    } catch (thrown) {
      if (mine === turn) problem.value = toProblem(thrown)
    } finally {
      if (mine === turn) counting.value = false
    }
  }
  let timer: ReturnType<typeof setTimeout> | undefined
  watch(
    () => JSON.stringify(rule()),
    () => {
      turn++
      counted.value = undefined
      problem.value = undefined
      counting.value = rule() !== null
      clearTimeout(timer)
      timer = setTimeout(() => void count(), PAUSE_MS)
    },
    { immediate: true },
  )
  onScopeDispose(() => clearTimeout(timer))
  return { counted, problem, counting, retry: count }
}
