import { once } from 'node:events'
import { expect, test } from 'vitest'
import { repeatByClock } from './repeat-by-clock.ts'

const HOUR_MS = 3_600_000

test('what comes by the hour comes at once, and again when the clock is an hour further, however it got there', async () => {
  const [stopping, done] = [new AbortController(), new EventTarget()]
  let [now_ms, times] = [Date.parse('2026-07-01T00:00:00Z'), 0]
  const work = async () => {
    times++
    done.dispatchEvent(new Event('work'))
  }
  const first = once(done, 'work')
  const repeating = repeatByClock(work, {
    every_ms: HOUR_MS,
    now: () => new Date(now_ms),
    signal: stopping.signal,
  })
  await first
  for (let hour = 1; hour <= 2; hour++) {
    const next = once(done, 'work')
    now_ms += HOUR_MS
    await next
  }
  now_ms += HOUR_MS - 1
  stopping.abort()
  await repeating
  expect(times).toBe(3)
})
