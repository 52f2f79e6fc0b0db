import type { Router } from 'vue-router'

/**
 * Fetches the code of every page once the first stands and the phone has nothing else to do: from then on each opens
 * without a connection. What could not be fetched is tried again when the phone is back online.
 */
export function fetchPagesWhenIdle(router: Router): void {
  const begin = () => void fetchPages(router)
  // Safari has no requestIdleCallback.
  const idle = () => ('requestIdleCallback' in window ? requestIdleCallback(begin) : setTimeout(begin, 200))
  void router.isReady().then(idle, idle)
}

async function fetchPages(router: Router): Promise<void> {
  const pages = router.getRoutes().map(({ components }) => components?.default)
  const fetched = await Promise.allSettled(pages.map((page) => typeof page === 'function' && fetchPage(page)))
  if (fetched.some(({ status }) => status === 'rejected'))
    window.addEventListener('online', () => void fetchPages(router), { once: true })
}

/** Vue Router keeps a page that is still to be fetched as the function that fetches it. */
const fetchPage = (page: unknown) => (page as () => Promise<unknown>)()
