import type { Log } from '../log.ts'

/** Watches what answers say of our token: the first refusal is told, and its end. */
export function watchToken(log?: Log): (status: number) => void {
  let isRefused = false
  return (status) => {
    // What fails before it looks at a token says nothing of it.
    if (status >= 500 || (status === 401) === isRefused) return
    isRefused = status === 401
    log?.(
      isRefused
        ? { level: 'error', msg: 'LINE refuses the channel access token: set LINE_CHANNEL_ACCESS_TOKEN anew' }
        : { level: 'info', msg: 'LINE takes the channel access token again' },
    )
  }
}
