/**
 * The mini-app's own paths: its router and the servers of its page take them from here. Messages in the chat link to
 * them, as `https://liff.line.me/{liffId}/entries/…`.
 */
export const MINI_APP_PATHS = {
  home: '/',
  send: '/send',
  entries: '/entries',
  entry: '/entries/:id',
  points: '/points',
  rewards: '/rewards',
  coupon: '/coupons/:id',
  fair: '/fair',
  campaign: '/campaign',
  survey: '/survey',
  settings: '/settings',
  leave: '/leave',
  /** 規約, privacy, who runs this: without a login. */
  notice: '/notice',
} as const

export type MiniAppPage = keyof typeof MINI_APP_PATHS

/** Tells which of the two pages a URL's path and query open; undefined where there is none. */
export function pageAt(path: string, query: URLSearchParams): 'index.html' | 'staff.html' | undefined {
  if (/^\/staff(\.html)?(\/|$)/.test(path)) return 'staff.html'
  if (path === '/index.html' || MINI_APP.test(path)) return 'index.html'
  // LIFF comes back from LINE wherever it was sent from, and breaks on anything but the page itself.
  return LIFF_ANSWERS.some((name) => query.has(name)) ? 'index.html' : undefined
}

const LIFF_ANSWERS = ['liff.state', 'liff.referrer', 'liffClientId', 'liffRedirectUri']
const patterns = Object.values(MINI_APP_PATHS).map((path) => path.slice(1).replace(/:\w+/g, '[^/]+'))
const MINI_APP = new RegExp(`^/(${patterns.join('|')})/?$`)
