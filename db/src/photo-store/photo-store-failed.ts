/** The place for photos is full, away, or closed to us. Why is its cause, for the log. */
export class PhotoStoreFailed extends Error {
  constructor(doing: string, cause: unknown) {
    super(`the photo store failed to ${doing}: ${cause instanceof Error ? cause.message : String(cause)}`, {
      cause,
    })
    this.name = 'PhotoStoreFailed'
  }
}
