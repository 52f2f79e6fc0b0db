import { nextTick, onMounted, watch } from 'vue'
import { useRoute, useRouter } from 'vue-router'

/** Begins on its page what was chosen elsewhere: an address that ends with `?act=` asks for it, once. */
export function useAskedAct(name: string, begin: () => unknown) {
  const route = useRoute()
  const router = useRouter()
  async function answer() {
    if (route.query.act !== name) return
    await router.replace({ path: route.path })
    // What it opens must be there.
    await nextTick()
    begin()
  }
  onMounted(answer)
  watch(() => route.query.act, answer)
}
