import { onScopeDispose, readonly, ref, shallowRef } from 'vue'
import { useRouter } from 'vue-router'
import { reloadInto, servedBuild } from './served-build.ts'

/** Why a page's code is not here: no connection; a newer build has replaced it, and is being loaded; something else. */
export type PageFault = 'away' | 'newer' | 'broken'

/**
 * Pages whose code is still on its way, or does not come. After a deploy the old build's files are gone, and the app
 * is loaded anew; in a dead spot the page is opened when the phone is back online.
 */
export function usePageArrival() {
  const router = useRouter()
  const arriving = ref(false)
  const fault = ref<PageFault>()
  const wanted = shallowRef<string>()

  /** Some browsers remember a file that failed for as long as the page lives: if trying again fails, all is loaded anew. */
  function retry(): void {
    if (!wanted.value) return
    if (fault.value === 'broken') location.assign(wanted.value)
    else router.replace(wanted.value).catch(() => {})
  }

  const unhook = [
    router.beforeEach(() => void (arriving.value = true)),
    router.afterEach(() => {
      arriving.value = false
      fault.value = undefined
      wanted.value = undefined
    }),
    router.onError(async (thrown, to) => {
      console.warn(thrown)
      wanted.value = to.fullPath
      const wasAway = fault.value === 'away'
      const served = await servedBuild()
      arriving.value = false
      if (served === 'no answer') fault.value = 'away'
      else if (served === 'another' && reloadInto(to.fullPath)) fault.value = 'newer'
      else if (wasAway) location.assign(to.fullPath)
      else fault.value = 'broken'
    }),
  ]
  window.addEventListener('online', retry)
  onScopeDispose(() => {
    for (const off of unhook) off()
    window.removeEventListener('online', retry)
  })
  return { arriving: readonly(arriving), fault: readonly(fault), retry }
}
