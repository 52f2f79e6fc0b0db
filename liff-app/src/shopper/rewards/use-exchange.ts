import { readonly, ref, shallowReadonly, shallowRef } from 'vue'
import { useRouter } from 'vue-router'
import { type ApiProblem, toProblem } from '../../api/problem.ts'
import { request } from '../../api/request.ts'
import { useCoupons, usePoints, useRewards } from '../loads.ts'

/** Exchanges points for one reward. All tries have one key: an answer that got lost on its way costs no points twice. */
export function useExchange(rewardId: string) {
  const router = useRouter()
  const [rewards, coupons, points] = [useRewards(), useCoupons(), usePoints()]
  const given = { param: { id: rewardId }, header: { 'idempotency-key': crypto.randomUUID() } }
  const exchanging = ref(false)
  const problem = shallowRef<ApiProblem>()

  async function exchange(): Promise<void> {
    if (exchanging.value) return
    exchanging.value = true
    problem.value = undefined
    try {
      const coupon = await request('POST', '/api/rewards/:id/exchange', given)
      await Promise.all([coupons.reload(), points.reload()])
      await router.push({ path: `/coupons/${coupon.id}`, query: { fresh: '' } })
    } catch (thrown) {
      problem.value = toProblem(thrown)
    } finally {
      exchanging.value = false
      // What is left, of points and of the reward, is not what it was, exchanged or refused.
      void rewards.reload()
    }
  }
  return { exchanging: readonly(exchanging), problem: shallowReadonly(problem), exchange }
}
