import { type MaybeRefOrGetter, onScopeDispose, readonly, ref, toValue, watch } from 'vue'

const LASTS_MS = 1200

/** A number that walks from what it was to what it becomes; at once where motion is unwelcome. */
export function useCountUp(target: MaybeRefOrGetter<number>, { from }: { from: number }) {
  const shown = ref(from)
  let frame = 0

  watch(
    () => toValue(target),
    (goal) => {
      cancelAnimationFrame(frame)
      if (matchMedia('(prefers-reduced-motion: reduce)').matches) {
        shown.value = goal
        return
      }
      const [start, begun] = [shown.value, performance.now()]
      const walk = (now: number) => {
        const share = Math.min(1, (now - begun) / LASTS_MS)
        shown.value = Math.round(start + (goal - start) * (1 - (1 - share) ** 3))
        if (share < 1) frame = requestAnimationFrame(walk)
      }
      frame = requestAnimationFrame(walk)
    },
    { immediate: true },
  )
  onScopeDispose(() => cancelAnimationFrame(frame))
  return readonly(shown)
}
