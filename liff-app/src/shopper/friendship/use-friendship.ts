import { onBeforeUnmount, onMounted, readonly, ref } from 'vue'
import { request } from '../../api/request.ts'
import { useShopper } from '../open-shopper.ts'

/**
 * Has LINE asked whether this shopper's results can come by message, where that is not known: when the page is there, and
 * again when they come back from LINE's page for adding the account. `addUrl` leads there.
 */
export function useFriendship() {
  const shopper = useShopper()
  const addUrl = ref<string | null>(null)

  async function ask(): Promise<void> {
    if (document.visibilityState === 'hidden' || !shopper.value || shopper.value.isFriend) return
    try {
      const answer = await request('POST', '/api/me/friendship')
      shopper.value = answer.shopper
      addUrl.value = answer.addUrl
    } catch {
      // Without an answer nothing is promised, and nobody is asked to add anything.
    }
  }

  onMounted(() => {
    void ask()
    document.addEventListener('visibilitychange', ask)
  })
  onBeforeUnmount(() => document.removeEventListener('visibilitychange', ask))
  return { shopper, addUrl: readonly(addUrl) }
}
