import { entries, readings } from '@tamaru/db'
import type { Context } from 'hono'
import { streamSSE } from 'hono/streaming'
import type { AppEnv } from '../http/app-env.ts'
import { toEntrySummary } from './to-entry-view.ts'

/** A comment now and then keeps proxies from closing a quiet stream. */
const HEARTBEAT_MS = 15_000

/** Sends the entry's summary at once and whenever its state changes; ends when it is decided or waits for staff. */
export function streamEntry(c: Context<AppEnv>, entry: entries.Entry): Response {
  const { db, watchEntry, leaving } = c.var.ports
  c.header('x-accel-buffering', 'no')
  return streamSSE(c, async (stream) => {
    const ending = new AbortController()
    // Whoever listened connects again by itself, to a process that stays.
    const over = leaving ? AbortSignal.any([ending.signal, leaving]) : ending.signal
    stream.onAbort(() => ending.abort())
    const heartbeat = setInterval(() => void stream.write(': still here\n\n').catch(() => {}), HEARTBEAT_MS)
    try {
      let told = ''
      for await (const _ of watchEntry(entry.id, over)) {
        const now = await entries.find(db, entry.accountId, entry.id)
        if (!now) return
        if (now.state !== told) {
          const reading = await readings.findNewest(db, now.accountId, now.id)
          await stream.writeSSE({ event: 'state', data: JSON.stringify(toEntrySummary(now, reading)) })
          told = now.state
        }
        if (now.decision) return void (await stream.writeSSE({ event: 'end', data: '' }))
      }
    } finally {
      clearInterval(heartbeat)
      ending.abort()
    }
  })
}
