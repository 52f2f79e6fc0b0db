const keyOf = (what: string, shopperId: string) => `tamaru.seen-${what}.${shopperId}`

/** A number that this phone showed this person last: what came since, perhaps while the app was closed, is shown arriving. */
export function seenNumber(what: string, shopperId: string): number | undefined {
  try {
    const seen = localStorage.getItem(keyOf(what, shopperId))
    return seen === null ? undefined : Number(seen)
  } catch {
    return undefined
  }
}

export function rememberNumber(what: string, shopperId: string, seen: number): void {
  try {
    localStorage.setItem(keyOf(what, shopperId), String(seen))
  } catch {
    // Then nothing is shown arriving.
  }
}
