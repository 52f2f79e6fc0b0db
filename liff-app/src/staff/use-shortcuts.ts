import { onScopeDispose } from 'vue'

/**
 * Single keys for people who decide hundreds of entries. Silent while somebody types, while a dialog is open, and with
 * Ctrl, Alt or Command, which belong to the browser. A key that is held down counts once, unless it `repeats`. Keys are
 * named as `KeyboardEvent.key`, letters in lower case.
 */
export function useShortcuts(
  shortcuts: Readonly<Record<string, () => void>>,
  { repeats = false }: { repeats?: boolean } = {},
): void {
  function pressed(event: KeyboardEvent): void {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return
    const target = event.target as HTMLElement | null
    if (target?.closest('input, textarea, select')) {
      if (event.key === 'Escape') target.blur()
      return
    }
    if (document.querySelector('[role=dialog]')) return
    const run = shortcuts[event.key.length === 1 ? event.key.toLowerCase() : event.key]
    if (!run) return
    event.preventDefault()
    if (!event.repeat || repeats) run()
  }

  window.addEventListener('keydown', pressed)
  onScopeDispose(() => window.removeEventListener('keydown', pressed))
}
