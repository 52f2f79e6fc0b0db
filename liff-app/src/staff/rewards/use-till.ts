import { readonly, ref, shallowReadonly, shallowRef } from 'vue'
import { get, request } from '../../api/request.ts'
import type { StaffCoupon } from '../../api/staff-views.ts'
import { useAct } from '../use-load.ts'

/** A coupon at the till: looked up by its code, used once, or cancelled. */
export function useTill() {
  const coupons = shallowRef<StaffCoupon[]>()
  /** Which one was used just now, to say so. */
  const usedNow = ref<string>()
  const { busy, problem, run } = useAct()

  const look = (code: string) =>
    run(async () => {
      usedNow.value = coupons.value = undefined
      coupons.value = (await get('/api/staff/coupons', { query: { code } })).items
    })

  const use = (coupon: StaffCoupon) =>
    run(async () => {
      put(await request('POST', '/api/staff/coupons/:id/use', { param: { id: coupon.id } }))
      usedNow.value = coupon.id
    })

  /** Throws where it is refused: the dialog that asks says why. */
  async function cancel(coupon: StaffCoupon, reason: string): Promise<void> {
    const param = { id: coupon.id }
    put(await request('POST', '/api/staff/coupons/:id/cancel', { param, json: { reason } }))
  }

  function put(coupon: StaffCoupon): void {
    coupons.value = coupons.value?.map((one) => (one.id === coupon.id ? coupon : one))
  }

  return {
    coupons: shallowReadonly(coupons),
    usedNow: readonly(usedNow),
    busy,
    problem,
    look,
    use,
    cancel,
  }
}
