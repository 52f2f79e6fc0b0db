import { computed, readonly, ref } from 'vue'

const ZOOM_MAX = 8
const ZOOM_STEP = 1.35

/** How the photo is looked at: enlarged, turned by quarters, moved by dragging. */
export function usePhotoView() {
  const zoom = ref(1)
  const turns = ref(0)
  const shift = ref({ x: 0, y: 0 })
  let dragged: { x: number; y: number } | undefined

  function zoomBy(factor: number): void {
    zoom.value = Math.min(ZOOM_MAX, Math.max(1, zoom.value * factor))
    if (zoom.value === 1) shift.value = { x: 0, y: 0 }
  }

  function fit(): void {
    zoom.value = 1
    shift.value = { x: 0, y: 0 }
  }

  function reset(): void {
    fit()
    turns.value = 0
  }

  return {
    zoom: readonly(zoom),
    turned: computed(() => turns.value % 2 === 1),
    style: computed(() => ({
      transform: `translate(${shift.value.x}px, ${shift.value.y}px) scale(${zoom.value}) rotate(${turns.value * 90}deg)`,
    })),
    zoomIn: () => zoomBy(ZOOM_STEP),
    zoomOut: () => zoomBy(1 / ZOOM_STEP),
    wheel: (event: WheelEvent) => zoomBy(event.deltaY < 0 ? 1.12 : 1 / 1.12),
    turn: () => (turns.value = (turns.value + 1) % 4),
    fit,
    reset,
    grab(event: PointerEvent) {
      dragged = { x: event.clientX - shift.value.x, y: event.clientY - shift.value.y }
      ;(event.currentTarget as HTMLElement).setPointerCapture(event.pointerId)
    },
    drag(event: PointerEvent) {
      if (dragged) shift.value = { x: event.clientX - dragged.x, y: event.clientY - dragged.y }
    },
    release: () => (dragged = undefined),
  }
}
