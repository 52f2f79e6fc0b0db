import { computed, onMounted, onScopeDispose, readonly, ref, shallowReadonly, shallowRef } from 'vue'
import { type ApiProblem, toProblem } from '../../api/problem.ts'
import { get, request } from '../../api/request.ts'
import type { CouponView, CouponWithCode } from '../../api/views.ts'
import { useCoupons, usePoints, useRewards } from '../loads.ts'

export type CouponAct = 'reveal' | 'use' | 'cancel'

/**
 * One of my coupons. A code of our own is fetched at once; that of a pool only when asked for, as long as the exchange
 * could still be taken back: once it is seen, it cannot.
 */
export function useCoupon(id: string) {
  const one = { param: { id } }
  const [coupons, points, rewards] = [useCoupons(), usePoints(), useRewards()]
  const code = shallowRef<CouponWithCode['code']>(null)
  const doing = ref<CouponAct>()
  const problem = shallowRef<ApiProblem>()
  const settled = ref(false)
  const coupon = computed(() => coupons.data.value?.find((each) => each.id === id))
  const codeWaits = computed(() => isSealed(coupon.value) && code.value === null)

  async function reload(): Promise<void> {
    await coupons.reload()
    while (!coupon.value && coupons.hasMore.value && !coupons.problem.value) await coupons.more()
    if (coupon.value && hasCode(coupon.value) && !isSealed(coupon.value)) await reveal()
    settled.value = true
  }

  async function act(what: CouponAct, send: () => Promise<unknown>): Promise<void> {
    if (doing.value) return
    doing.value = what
    problem.value = undefined
    try {
      await send()
    } catch (thrown) {
      problem.value = toProblem(thrown)
    } finally {
      // Refused, too, it may stand otherwise than it was shown: used on another phone, or lapsed at midnight.
      await coupons.reload()
      doing.value = undefined
    }
  }

  const reveal = () => act('reveal', async () => (code.value = (await get('/api/coupons/:id', one)).code))

  async function use(): Promise<void> {
    await act('use', () => request('POST', '/api/coupons/:id/use', one))
    if (coupon.value?.reward.kind === 'till_code' && coupon.value.state !== 'usable') code.value = null
  }

  async function cancel(): Promise<void> {
    await act('cancel', () => request('POST', '/api/coupons/:id/cancel', one))
    if (coupon.value?.state === 'cancelled') code.value = null
    await Promise.all([points.reload(), rewards.reload()])
  }

  onMounted(reload)
  // The coupon comes back by itself; its code has to be asked for.
  window.addEventListener('online', reload)
  onScopeDispose(() => window.removeEventListener('online', reload))
  return {
    coupon,
    code: shallowReadonly(code),
    codeWaits,
    doing: readonly(doing),
    problem: computed(() => problem.value ?? (coupons.data.value ? undefined : coupons.problem.value)),
    /** Everything that will be shown is there: nothing moves under a thumb. */
    settled: readonly(settled),
    reload,
    reveal,
    use,
    cancel,
  }
}

/** A code of ours is good until it is used, one of a pool as long as the coupon is its holder's. */
const hasCode = ({ reward, state }: CouponView) =>
  reward.kind === 'till_code' ? state === 'usable' : state !== 'cancelled'

const isSealed = (coupon: CouponView | undefined) =>
  coupon?.reward.kind === 'code_pool' && coupon.state === 'usable' && coupon.cancelUntil !== null
