import { onBeforeUnmount, onMounted, ref, shallowRef } from 'vue'
import { type ApiProblem, toProblem } from '../../api/problem.ts'
import { request } from '../../api/request.ts'
import { useMemberLinkLoad } from '../loads.ts'

/** The link with a member number: begun on the member site, ended here. Asked anew when the person comes back from there. */
export function useMemberLink() {
  const load = useMemberLinkLoad()
  const busy = ref(false)
  const problem = shallowRef<ApiProblem>()

  async function run(act: () => Promise<void>): Promise<boolean> {
    busy.value = true
    problem.value = undefined
    try {
      await act()
      return true
    } catch (thrown) {
      problem.value = toProblem(thrown)
      return false
    } finally {
      busy.value = false
    }
  }
  const begin = () =>
    run(async () => {
      const { url } = await request('POST', '/api/me/member-link')
      location.assign(url)
    })
  const end = () =>
    run(async () => {
      await request('DELETE', '/api/me/member-link')
      await load.reload()
    })

  const again = () => void (document.visibilityState === 'visible' && load.reload())
  onMounted(() => {
    void load.reload()
    document.addEventListener('visibilitychange', again)
  })
  onBeforeUnmount(() => document.removeEventListener('visibilitychange', again))
  return { state: load.data, busy, problem, begin, end }
}
