import { computed, onScopeDispose, readonly, ref, type Ref, watch } from 'vue'

/** Nobody has looked at a page sooner: a key that comes before was meant for the page that was there. */
const LOOK_MS = 400

/** Whether the open entry is before somebody's eyes: its data and its photo are there, and have been for a moment. */
export function useShown(openId: () => string | undefined, entryId: () => string | undefined) {
  const photoId = ref<string>()
  const shown = ref(false)
  let timer: ReturnType<typeof setTimeout> | undefined

  const whole = computed(() => (openId() === entryId() && photoId.value === openId() ? openId() : undefined))
  watch(whole, (id) => {
    clearTimeout(timer)
    shown.value = false
    if (id !== undefined) timer = setTimeout(() => (shown.value = true), LOOK_MS)
  })
  onScopeDispose(() => clearTimeout(timer))
  return {
    shown: readonly(shown) as Readonly<Ref<boolean>>,
    photoShown: (id: string) => (photoId.value = id),
  }
}
