import { onScopeDispose, readonly, ref, shallowReadonly, shallowRef } from 'vue'
import type { EntryState, EntrySummary, EntryView } from '../../api/views.ts'
import { type ApiProblem, toProblem } from '../../api/problem.ts'
import { get, urlOf } from '../../api/request.ts'

/** How long to wait before asking again when the stream is closed for good. */
const ASK_AGAIN_MS = 3000

export const isFinal = (state: EntryState) => state !== 'received' && state !== 'reading'

/**
 * An entry as it moves. Listens to the server's events; a lost stream reconnects by itself, a refused one is replaced
 * by asking every few seconds, and a page that comes back from the background asks at once, because a phone that slept
 * may have missed the end.
 */
export function useFollowedEntry(id: string) {
  const entry = shallowRef<EntryView>()
  const problem = shallowRef<ApiProblem>()
  const connected = ref(true)
  let events: EventSource | undefined
  let asking: ReturnType<typeof setTimeout> | undefined

  async function reload(): Promise<void> {
    clearTimeout(asking)
    try {
      entry.value = await get('/api/entries/:id', { param: { id } })
      problem.value = undefined
      if (isFinal(entry.value.state)) stopListening()
      else listen()
    } catch (thrown) {
      problem.value = toProblem(thrown)
      if (problem.value.status === 0 || problem.value.status >= 500) askLater()
    }
  }

  function listen(): void {
    if (events) return
    events = new EventSource(urlOf('/api/entries/:id/events', { id }))
    events.onopen = () => (connected.value = true)
    events.addEventListener('state', (event) => heard(JSON.parse(event.data) as EntrySummary))
    events.addEventListener('end', () => void reload())
    events.onerror = () => {
      connected.value = false
      if (events?.readyState !== EventSource.CLOSED) return
      stopListening()
      askLater()
    }
  }

  function heard(summary: EntrySummary): void {
    connected.value = true
    if (isFinal(summary.state)) {
      stopListening()
      void reload()
    } else if (entry.value) {
      entry.value = { ...entry.value, ...summary }
    }
  }

  function stopListening(): void {
    events?.close()
    events = undefined
  }

  function askLater(): void {
    clearTimeout(asking)
    asking = setTimeout(reload, ASK_AGAIN_MS)
  }

  /** A decided entry may have moved on too: staff look at it, an appeal is answered, a credit is taken back. */
  function cameBack(): void {
    if (document.visibilityState === 'visible') void reload()
  }

  /** What another request has said of the entry; nothing: it is to be asked for. */
  function show(newer: EntryView | undefined): void {
    if (newer) entry.value = newer
    else void reload()
  }

  document.addEventListener('visibilitychange', cameBack)
  window.addEventListener('online', cameBack)
  onScopeDispose(() => {
    document.removeEventListener('visibilitychange', cameBack)
    window.removeEventListener('online', cameBack)
    clearTimeout(asking)
    stopListening()
  })

  void reload()
  return {
    entry: shallowReadonly(entry),
    problem: shallowReadonly(problem),
    connected: readonly(connected),
    reload,
    show,
  }
}
