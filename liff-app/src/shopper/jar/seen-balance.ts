const KEY = 'tamaru.seen-balance'

/** The balance that this phone showed last: what came since, perhaps while the app was closed, is shown arriving. */
export function seenBalance(): number | undefined {
  try {
    const seen = localStorage.getItem(KEY)
    return seen === null ? undefined : Number(seen)
  } catch {
    return undefined
  }
}

export function rememberBalance(points: number): void {
  try {
    localStorage.setItem(KEY, String(points))
  } catch {
    // Then nothing is shown arriving.
  }
}
