import { readonly, ref, type Ref } from 'vue'

/** How far of the way counts as all of it: a thumb lifts a little early. */
const ENOUGH = 0.9

/** A thumb that is dragged along its track: `share` 0..1 of the way. Let go before the end, it runs back. */
export function useSlide(track: Ref<HTMLElement | undefined>, arrived: () => void) {
  const share = ref(0)
  const sliding = ref(false)
  let from = 0

  function begin(event: PointerEvent): void {
    sliding.value = true
    from = event.clientX
    ;(event.currentTarget as HTMLElement).setPointerCapture(event.pointerId)
  }

  function move(event: PointerEvent): void {
    if (!sliding.value || !track.value) return
    const thumb = event.currentTarget as HTMLElement
    const way = track.value.clientWidth - thumb.offsetWidth
    share.value = Math.min(1, Math.max(0, (event.clientX - from) / way))
  }

  function end(event: PointerEvent): void {
    if (!sliding.value) return
    sliding.value = false
    const isThere = share.value >= ENOUGH && event.type === 'pointerup'
    share.value = 0
    if (isThere) arrived()
  }
  return { share: readonly(share), sliding: readonly(sliding), begin, move, end }
}
