import { afterEach, expect, it, vi } from 'vitest'
import { noteServerTime, phoneAhead_min, serverNow } from './server-clock.ts'

afterEach(() => vi.useRealTimers())

const answeredAt = (date: string) => noteServerTime(new Headers(date ? { date } : {}))

it('goes by the server’s clock, however wrong the phone’s is', () => {
  const noon = Date.UTC(2026, 10, 30, 12)
  vi.useFakeTimers({ now: noon + 2 * 3_600_000, toFake: ['Date'] })
  expect(phoneAhead_min()).toBe(0)
  answeredAt('Mon, 30 Nov 2026 12:00:00 GMT')
  expect(serverNow().getTime()).toBe(noon)
  expect(phoneAhead_min()).toBe(120)
  answeredAt('')
  expect(phoneAhead_min()).toBe(120)
  answeredAt('Mon, 30 Nov 2026 14:02:00 GMT')
  expect(phoneAhead_min()).toBe(0)
  expect(serverNow().getTime()).toBe(noon + 122 * 60_000)
})
