/** By how much this phone's clock is ahead of the server's; undefined until the server has said. */
let ahead_ms: number | undefined
const MINUTE_MS = 60_000

/** Takes the time from an answer that came from the server just now; one out of a cache would be old. */
export function noteServerTime(headers: Pick<Headers, 'get'>): void {
  const server_ms = Date.parse(headers.get('date') ?? '')
  if (!Number.isNaN(server_ms)) ahead_ms = Date.now() - server_ms
}

/** What time it is, whatever this phone's clock says: right to a second or two. */
export const serverNow = (): Date => new Date(Date.now() - (ahead_ms ?? 0))

/** How far this phone's clock is ahead (negative: behind); 0 where nobody would notice. */
export function phoneAhead_min(): number {
  const ahead_min = Math.round((ahead_ms ?? 0) / MINUTE_MS)
  return Math.abs(ahead_min) < 5 ? 0 : ahead_min
}
