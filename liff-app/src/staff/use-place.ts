import { readonly, ref } from 'vue'
import type { StaffView } from '../api/staff-views.ts'
import type { EntryState } from '../api/views.ts'

export const VIEWS = [
  'review',
  'overview',
  'campaigns',
  'rewards',
  'aliases',
  'nps',
  'settings',
  'messages',
  'jobs',
] as const
/** Where the API shows staff who are bound to stores what is theirs; all else is the whole account's. */
const VIEWS_OF_STORES: readonly View[] = ['review', 'overview', 'rewards', 'nps', 'settings']
export const STATES = [
  'needs_review',
  'approved',
  'rejected',
  'revoked',
  'replaced',
  'withdrawn',
  'reading',
  'received',
] as const
export type View = (typeof VIEWS)[number]

export interface Place {
  view: View
  state: EntryState
  entry: string | undefined
  /** Which campaign or reward is open. */
  item: string | undefined
  /** Which part of it, or of the view, is shown; each view has its own, and one that it shows first. */
  tab: string | undefined
}

const NOWHERE = { state: 'needs_review', entry: undefined, item: undefined, tab: undefined } as const
const place = ref<Place>({ view: 'review', ...NOWHERE })

/** Where in the console one is, in the query: the door is one file, `staff.html`, whatever serves it. */
export function startPlace(): void {
  place.value = readPlace(location.search)
  addEventListener('popstate', () => (place.value = readPlace(location.search)))
}

export function usePlace() {
  /** What is not said stays as it is, but in another view everything begins anew. */
  function go(there: Partial<Place>): void {
    const elsewhere = there.view !== undefined && there.view !== place.value.view
    place.value = { ...place.value, ...(elsewhere ? NOWHERE : {}), ...there }
    history.pushState(null, '', `${location.pathname}?${writePlace(place.value)}`)
  }
  return { place: readonly(place), go }
}

/** The views that somebody has, in the order of their keys. */
export function viewsOf({ storeIds }: Pick<StaffView, 'storeIds'>): readonly View[] {
  return storeIds === null ? VIEWS : VIEWS_OF_STORES
}

export function readPlace(search: string): Place {
  const query = new URLSearchParams(search)
  return {
    view: VIEWS.find((view) => view === query.get('view')) ?? 'review',
    state: STATES.find((state) => state === query.get('show')) ?? 'needs_review',
    entry: query.get('entry') ?? undefined,
    item: query.get('item') ?? undefined,
    tab: query.get('tab') ?? undefined,
  }
}

export function writePlace({ view, state, entry, item, tab }: Place): string {
  // Not `state` and not `code`: those are LINE Login's own parameters on its way back.
  const parts = view === 'review' ? { show: state, entry } : { item, tab }
  const said = Object.entries(parts).filter((part): part is [string, string] => part[1] !== undefined)
  return new URLSearchParams([['view', view], ...said]).toString()
}
