const KEY = 'tamaru.reloaded-into'
/** This very file is named after its contents, and the page that was built with it names it. */
const OWN_FILE = new URL(import.meta.url).pathname

/** What the server has now: this build, one that came after it, or no answer. */
export async function servedBuild(): Promise<'this' | 'another' | 'no answer'> {
  try {
    const page = await fetch('/', { cache: 'no-store' })
    if (!page.ok) return 'no answer'
    return (await page.text()).includes(OWN_FILE) ? 'this' : 'another'
  } catch {
    return 'no answer'
  }
}

/** Loads `href` from the server, once for this build: a page that an in-between cache gives out again would go round in circles. False where that has been. */
export function reloadInto(href: string): boolean {
  try {
    if (sessionStorage.getItem(KEY) === OWN_FILE) return false
    sessionStorage.setItem(KEY, OWN_FILE)
  } catch {
    // Without a memory a circle could not be told from a first time.
    return false
  }
  location.assign(href)
  return true
}
