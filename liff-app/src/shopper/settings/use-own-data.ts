import { readonly, ref, shallowReadonly, shallowRef } from 'vue'
import { type ApiProblem, toProblem } from '../../api/problem.ts'
import { request } from '../../api/request.ts'
import type { ErasureView, ShopperView } from '../../api/views.ts'
import { endHere, liveAccessToken, useShopper } from '../open-shopper.ts'
import { photoShelf } from '../sending/photo-shelf.ts'

/** What a person does with their own data: correct the name, stop and resume, delete everything. One at a time. */
export function useOwnData() {
  const shopper = useShopper()
  const busy = ref(false)
  const problem = shallowRef<ApiProblem>()
  const receipt = shallowRef<ErasureView>()

  async function run(work: () => Promise<void>): Promise<boolean> {
    busy.value = true
    problem.value = undefined
    try {
      await work()
      return true
    } catch (thrown) {
      problem.value = toProblem(thrown)
      return false
    } finally {
      busy.value = false
    }
  }
  const take = (changed: Promise<ShopperView>) =>
    run(async () => {
      shopper.value = await changed
    })

  return {
    shopper,
    busy: readonly(busy),
    problem: shallowReadonly(problem),
    receipt: shallowReadonly(receipt),
    rename: (displayName: string | null) => take(request('PATCH', '/api/me', { json: { displayName } })),
    setStopped: (stopped: boolean) => take(request('PUT', '/api/me/use', { json: { stopped } })),
    erase: () =>
      run(async () => {
        const accessToken = liveAccessToken()
        const { id } = shopper.value!
        receipt.value = await request('POST', '/api/me/erasure', { json: { confirmed: true, accessToken } })
        // What waits on this phone must not be sent by whoever comes next.
        for (const { key } of await photoShelf.list(id)) await photoShelf.remove(key)
        endHere()
      }),
  }
}
