import { computed, readonly, ref, shallowReadonly, shallowRef, watch } from 'vue'
import { type ApiProblem, toProblem } from '../../api/problem.ts'
import { get, request } from '../../api/request.ts'
import type { ReviewDecision, ReviewEntry, ReviewList } from '../../api/staff-views.ts'
import type { EntryState } from '../../api/views.ts'
import { usePages } from '../../ui/use-pages.ts'
import { useReviewPlace } from './use-review-place.ts'

export interface FailedDecision {
  id: string
  shopperName: string | null
  problem: ApiProblem
}

/** Often enough to see what colleagues and the machine do meanwhile; the list is one cheap query. */
const REFRESH_MS = 20_000

/** The entries of one state, and the one that is open. Who decides moves on once it is done, and stays where it is refused. */
export function useReviewQueue() {
  const { place, go } = useReviewPlace()
  const pages = usePages(
    (after) => get('/api/staff/entries', { query: { state: place.value.state, after } }),
    ({ id }) => id,
  )
  const failed = shallowRef<FailedDecision>()
  const busy = ref(false)

  const entries = computed(() => pages.data.value ?? [])
  /** Stays while another state's list is on its way. */
  const counts = shallowRef<ReviewList['counts']>()
  watch(pages.head, (now) => now && (counts.value = now.counts))
  const position = computed(() => entries.value.findIndex(({ id }) => id === place.value.entry))

  async function reload(): Promise<void> {
    await pages.reload()
    const [first] = entries.value
    if (!place.value.entry && first) go({ entry: first.id })
  }

  function open(id: string): void {
    go({ entry: id })
  }

  function show(state: EntryState): void {
    const same = state === place.value.state
    go({ state, entry: undefined })
    if (same) void reload()
  }

  /** Another entry, which may stand in another state's list. */
  const visit = (id: string, state: EntryState) => go({ state, entry: id })

  /** Behind the last that is shown comes the next page. */
  async function step(by: 1 | -1): Promise<void> {
    if (by === 1 && position.value === entries.value.length - 1 && pages.hasMore.value) await pages.more()
    const next = entries.value[position.value + by]
    if (next) open(next.id)
  }

  const decide = (entry: ReviewEntry, json: ReviewDecision) =>
    moveOn(entry, (param) => request('POST', '/api/staff/entries/:id/decision', { param, json }))
  const revoke = (entry: ReviewEntry, reason: string) =>
    moveOn(entry, (param) =>
      request('POST', '/api/staff/entries/:id/revocation', { param, json: { reason } }),
    )

  /** Opens a decision again. It stays before one's eyes: it is to be decided at once. */
  async function reopen(entry: ReviewEntry): Promise<boolean> {
    if (busy.value) return false
    busy.value = true
    failed.value = undefined
    try {
      await request('POST', '/api/staff/entries/:id/reopening', { param: { id: entry.id } })
      go({ state: 'needs_review', entry: entry.id })
      return true
    } catch (thrown) {
      failed.value = { id: entry.id, shopperName: entry.shopper.displayName, problem: toProblem(thrown) }
      return false
    } finally {
      await reload()
      busy.value = false
    }
  }

  /** One decision at a time: what is pressed while one is under way is not for the next entry. */
  async function moveOn(
    entry: ReviewEntry,
    send: (param: { id: string }) => Promise<ReviewEntry>,
  ): Promise<boolean> {
    if (busy.value) return false
    busy.value = true
    failed.value = undefined
    const after = entries.value[position.value + 1] ?? entries.value[position.value - 1]
    try {
      await send({ id: entry.id })
      if (place.value.entry === entry.id) go({ entry: after?.id })
      return true
    } catch (thrown) {
      failed.value = { id: entry.id, shopperName: entry.shopper.displayName, problem: toProblem(thrown) }
      return false
    } finally {
      await reload()
      busy.value = false
    }
  }

  watch(
    () => place.value.state,
    () => {
      pages.clear()
      void reload()
    },
    { immediate: true },
  )
  const timer = setInterval(() => {
    if (document.visibilityState === 'visible') void reload()
  }, REFRESH_MS)

  return {
    pages,
    counts,
    entries,
    problem: pages.problem,
    failed: shallowReadonly(failed),
    busy: readonly(busy),
    position,
    reload,
    open,
    visit,
    step,
    decide,
    revoke,
    reopen,
    show,
    forgetFailure: () => (failed.value = undefined),
    stop: () => clearInterval(timer),
  }
}
