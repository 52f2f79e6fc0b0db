import { afterEach, describe, expect, it, vi } from 'vitest'
import { initByAnyClock } from './init-by-any-clock.ts'

const HOUR_MS = 3_600_000
const ISSUED_MS = Date.UTC(2026, 10, 30, 3)

afterEach(() => vi.useRealTimers())

const encode = (part: object) => btoa(JSON.stringify(part)).replace(/=+$/, '')

/** As LIFF 2.31 does it: stores the token, then looks at its expiry by the phone's clock. */
function sdkWith(claims: object = { iat: ISSUED_MS / 1000, exp: (ISSUED_MS + HOUR_MS) / 1000 }) {
  const log: string[] = []
  let idToken: string | null = null
  return {
    log,
    getIDToken: () => idToken,
    async init() {
      idToken = `${encode({ alg: 'ES256' })}.${encode(claims)}.signature`
      const { exp } = claims as { exp?: number }
      if ((exp ?? 0) * 1000 < Date.now()) {
        log.push('refused')
        throw Object.assign(new Error('Invalid "exp" value in ID_TOKEN'), { code: 'INVALID_ID_TOKEN' })
      }
      await Promise.resolve()
      log.push('started')
    },
  }
}

const startAt = async (now_ms: number, sdk = sdkWith()) => {
  vi.useFakeTimers({ now: now_ms, toFake: ['Date'] })
  await initByAnyClock(sdk, '1-a', () => sdk.log.push('second'))
  return sdk.log
}

describe('starting the LIFF SDK', () => {
  it('takes one go where the phone’s clock is right, or slow', async () => {
    expect(await startAt(ISSUED_MS + 1000)).toEqual(['started'])
    expect(await startAt(ISSUED_MS - 2 * HOUR_MS)).toEqual(['started'])
  })

  it('takes a second where the clock is fast, and leaves the clock as it was', async () => {
    const fast_ms = ISSUED_MS + 2 * HOUR_MS
    expect(await startAt(fast_ms)).toEqual(['refused', 'second', 'started'])
    expect(Date.now()).toBe(fast_ms)
    expect(await startAt(ISSUED_MS + 400 * 24 * HOUR_MS)).toEqual(['refused', 'second', 'started'])
  })

  it('does not go on with a token that is refused for another reason, nor without one', async () => {
    const bad = sdkWith()
    bad.init = async () => {
      throw Object.assign(new Error('Invalid signature in ID_TOKEN'), { code: 'INVALID_ID_TOKEN' })
    }
    await expect(startAt(ISSUED_MS, bad)).rejects.toThrow('signature')
    await expect(startAt(ISSUED_MS, sdkWith({ sub: 'U1' }))).rejects.toThrow('exp')
    const down = sdkWith()
    down.init = async () => {
      throw Object.assign(new Error('no answer'), { code: 'INIT_FAILED' })
    }
    await expect(startAt(ISSUED_MS + 2 * HOUR_MS, down)).rejects.toThrow('no answer')
  })

  it('gives up after the second, with the clock put back', async () => {
    const stubborn = sdkWith({ iat: (ISSUED_MS + 3 * HOUR_MS) / 1000, exp: (ISSUED_MS + HOUR_MS) / 1000 })
    await expect(startAt(ISSUED_MS + 2 * HOUR_MS, stubborn)).rejects.toThrow('exp')
    expect(Date.now()).toBe(ISSUED_MS + 2 * HOUR_MS)
    expect(stubborn.log).toEqual(['refused', 'second', 'refused'])
  })
})
