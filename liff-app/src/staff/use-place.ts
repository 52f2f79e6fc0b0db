import { readonly, ref } from 'vue'
import type { EntryState } from '../api/views.ts'

export const VIEWS = ['review', 'overview', 'nps', 'jobs'] as const
export const STATES = ['needs_review', 'approved', 'rejected', 'reading', 'received'] as const
export type View = (typeof VIEWS)[number]

export interface Place {
  view: View
  state: EntryState
  entry: string | undefined
}

const place = ref<Place>({ view: 'review', state: 'needs_review', entry: undefined })

/** Where in the console one is, in the query: the door is one file, `staff.html`, whatever serves it. */
export function startPlace(): void {
  place.value = readPlace(location.search)
  addEventListener('popstate', () => (place.value = readPlace(location.search)))
}

export function usePlace() {
  function go(there: Partial<Place>): void {
    place.value = { ...place.value, ...there }
    const { view, state, entry } = place.value
    // Not `state` and not `code`: those are LINE Login's own parameters on its way back.
    const query = new URLSearchParams({ view, ...(view === 'review' ? { show: state } : {}) })
    if (view === 'review' && entry) query.set('entry', entry)
    history.pushState(null, '', `${location.pathname}?${query}`)
  }
  return { place: readonly(place), go }
}

export function readPlace(search: string): Place {
  const query = new URLSearchParams(search)
  return {
    view: VIEWS.find((view) => view === query.get('view')) ?? 'review',
    state: STATES.find((state) => state === query.get('show')) ?? 'needs_review',
    entry: query.get('entry') ?? undefined,
  }
}
