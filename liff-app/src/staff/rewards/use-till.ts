import { ref, readonly } from 'vue'
import { get, request } from '../../api/request.ts'
import type { StaffCoupon } from '../../api/staff-views.ts'
import { usePages } from '../../ui/use-pages.ts'
import { useAct } from '../kit/use-act.ts'

/**
 * Coupons at the till: looked up by their code, used once, or cancelled. Nothing is shown from before: what was good a
 * minute ago may be used by now.
 */
export function useTill() {
  const code = ref('')
  const pages = usePages(
    (after) => get('/api/staff/coupons', { query: { code: code.value, after } }),
    ({ id }) => id,
  )
  /** Which one was used just now, to say so. */
  const usedNow = ref<string>()
  const { busy, problem, run } = useAct()

  async function look(typed: string): Promise<void> {
    usedNow.value = undefined
    code.value = typed
    pages.clear()
    await pages.reload()
  }

  const use = ({ id }: StaffCoupon) =>
    run(async () => {
      await request('POST', '/api/staff/coupons/:id/use', { param: { id } })
      await pages.reload()
      usedNow.value = id
    })

  /** Throws where it is refused: the dialog that asks says why. */
  async function cancel({ id }: StaffCoupon, reason: string): Promise<void> {
    await request('POST', '/api/staff/coupons/:id/cancel', { param: { id }, json: { reason } })
    await pages.reload()
  }

  return { pages, usedNow: readonly(usedNow), busy, problem, look, use, cancel }
}
