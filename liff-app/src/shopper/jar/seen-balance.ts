const keyOf = (shopperId: string) => `tamaru.seen-balance.${shopperId}`

/** The balance that this phone showed this person last: what came since, perhaps while the app was closed, is shown arriving. */
export function seenBalance(shopperId: string): number | undefined {
  try {
    const seen = localStorage.getItem(keyOf(shopperId))
    return seen === null ? undefined : Number(seen)
  } catch {
    return undefined
  }
}

export function rememberBalance(shopperId: string, points: number): void {
  try {
    localStorage.setItem(keyOf(shopperId), String(points))
  } catch {
    // Then nothing is shown arriving.
  }
}
