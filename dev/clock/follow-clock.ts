import { moveDate } from './move-date.ts'

/**
 * Loaded before a supervised program of the demo: it begins with the clock that it is given, and follows when that is
 * moved. Threads, which hear no message, begin with what their process has by then.
 */
moveDate(Number(process.env.CLOCK_AHEAD_S))
process.on('message', (told: { clockAhead_s?: number } | null) => {
  const clockAhead_s = told?.clockAhead_s
  if (clockAhead_s === undefined) return
  process.env.CLOCK_AHEAD_S = String(clockAhead_s)
  moveDate(clockAhead_s)
  process.send?.({ clockAhead_s })
})
// The listener alone must not keep a program alive.
process.channel?.unref()
