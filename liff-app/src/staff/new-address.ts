import type { LocationQuery, RouteLocationNamedRaw } from 'vue-router'

/** Tells where a page is that was found before by `/staff.html?view=…`; the review queue where nothing is named. */
export function newAddressOf({ view, show, entry, item, tab }: LocationQuery): RouteLocationNamedRaw {
  const id = text(item)
  switch (text(view)) {
    case 'campaigns':
      return id ? { name: 'campaign', params: { id, tab: text(tab) } } : { name: 'campaigns' }
    case 'rewards':
      return { name: tab === 'till' ? 'till' : 'rewards' }
    case 'aliases':
      return { name: 'aliases', params: { state: 'open', id } }
    case 'settings':
      return { name: tab === 'members' ? 'staff' : (SETTINGS.find((each) => each === tab) ?? 'stores') }
    case 'overview':
    case 'nps':
    case 'messages':
    case 'jobs':
      return { name: text(view) }
    default:
      return { name: 'review', params: { state: text(show) ?? 'needs_review', entry: text(entry) } }
  }
}

const SETTINGS = ['stores', 'ranks', 'audit'] as const
const text = (value: LocationQuery[string] | undefined) =>
  typeof value === 'string' && value !== '' ? value : undefined
