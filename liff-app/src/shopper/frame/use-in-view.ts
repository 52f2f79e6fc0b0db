import { onMounted, onScopeDispose, readonly, ref, type Ref } from 'vue'

/** Most of it: what is only peeping over the tabs is not looked at yet. */
const SHARE = 0.6

/** Whether an element has come into view; from then on it counts as seen. */
export function useInView(target: Ref<HTMLElement | undefined>) {
  const seen = ref(false)
  let observer: IntersectionObserver | undefined

  onMounted(() => {
    observer = new IntersectionObserver(
      (entries) => {
        if (!entries.some(({ isIntersecting }) => isIntersecting)) return
        seen.value = true
        observer?.disconnect()
      },
      { threshold: SHARE },
    )
    if (target.value) observer.observe(target.value)
  })
  onScopeDispose(() => observer?.disconnect())
  return readonly(seen)
}
