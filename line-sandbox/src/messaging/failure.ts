/** A failure of one call, ordered beforehand: the next call of this kind ends so. */
export type Failure = {
  call: 'reply' | 'push' | 'content' | 'quota'
  /** A status, or an answer that never comes. */
  answer: number | 'reset' | 'timeout'
  /** The call is done all the same; only its caller does not hear of it. */
  taken?: boolean
  message?: string
  retryAfter_s?: number
}
