import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { freePort } from '../../db/src/embedded/embedded-server.ts'
import { DEMO_LINE } from '../demo-line.ts'
import { planStart } from '../plan-start.ts'
import { MOST_AHEAD_S, openDemoClock, type DemoClock } from './demo-clock.ts'
import { moveDate } from './move-date.ts'
import { openClockDoor } from './open-clock-door.ts'

const HOUR_S = 3600
const folder = await mkdtemp(path.join(tmpdir(), 'tamaru-clock-'))
afterAll(() => rm(folder, { recursive: true }))
afterEach(() => moveDate(0))

const kept = async () => openDemoClock(await mkdtemp(path.join(folder, 'demo-')))

describe('the clock of a demo', () => {
  test('moves what `Date` tells in every way, and what is written out stays', async () => {
    const [real_ms, year] = [Date.now(), new Date(2020, 1).getFullYear()]
    ;(await kept()).advance(HOUR_S)
    for (const now_ms of [Date.now(), new Date().getTime(), Date.parse(Date())])
      expect(Math.abs(now_ms - real_ms - HOUR_S * 1000)).toBeLessThan(30_000)
    expect([year, new Date(0).getTime(), new Date(new Date(5)).getTime()]).toEqual([2020, 0, 5])
    expect(new Date()).toBeInstanceOf(Date)
    class Day extends Date {}
    expect(new Day()).toBeInstanceOf(Day)
  })

  test('stays moved when the demo is started again', async () => {
    const again = await mkdtemp(path.join(folder, 'again-'))
    openDemoClock(again).advance(HOUR_S)
    openDemoClock(again).advance(HOUR_S)
    expect(openDemoClock(again).ahead_s()).toBe(2 * HOUR_S)
  })

  test.each([-1, 0, 0.5, '60', null, undefined, NaN, MOST_AHEAD_S + 1])('is not moved by %o', async (by) => {
    const clock = await kept()
    expect(() => clock.advance(by)).toThrow(RangeError)
    expect(clock.ahead_s()).toBe(0)
  })

  test('goes ten years ahead, and not a second further', async () => {
    const clock = await kept()
    clock.advance(MOST_AHEAD_S)
    expect(() => clock.advance(1)).toThrow('ten years')
  })
})

describe('its door', () => {
  const open = async (clock: DemoClock, moved: () => Promise<void> = async () => {}) => {
    const port = await freePort()
    const door = await openClockDoor(clock, { port, moved })
    const call = async (init?: RequestInit) => {
      const answer = await fetch(`http://localhost:${port}`, init)
      return { status: answer.status, body: (await answer.json()) as object }
    }
    return {
      [Symbol.dispose]: () => door.close(),
      call,
      post: (body: string) => call({ method: 'POST', body }),
    }
  }

  test('tells the time, moves it, and answers when it has been passed on', async () => {
    const clock = await kept()
    const passed: number[] = []
    using door = await open(clock, async () => void passed.push(clock.ahead_s()))
    expect(await door.call()).toMatchObject({ status: 200, body: { ahead_s: 0 } })
    const moved = await door.post('{"advance_s":86400}')
    expect(moved).toMatchObject({ status: 200, body: { ahead_s: 86_400, now: expect.any(String) } })
    expect(passed).toEqual([86_400])
  })

  test.each(['', 'no JSON', 'null', '{}', '{"advance_s":-1}', `{"advance_s":${MOST_AHEAD_S + 1}}`])(
    'refuses %o in words, and the time is as it was',
    async (body) => {
      const clock = await kept()
      using door = await open(clock)
      expect(await door.post(body)).toMatchObject({ status: 400, body: { message: expect.any(String) } })
      expect(clock.ahead_s()).toBe(0)
    },
  )
})

describe('who has a door', () => {
  const real = { ...DEMO_LINE, LINE_LOGIN_CHANNEL_ID: '1234567890' }

  test.each([
    ['the demo', {}, true],
    ['another stand-in on this machine', { LINE_API_URL: 'http://127.0.0.1:8787' }, true],
    ['a real channel on LINE itself', real, false],
    ['a real channel, LINE named', { ...real, LINE_API_URL: 'https://api.line.me' }, false],
    ['a stand-in on another machine', { ...real, LINE_API_URL: 'http://line.example' }, false],
  ])('%s: %o', async (_who, env, has) => {
    const plan = await planStart(env)
    expect([plan.isDemo, plan.clockPort !== undefined]).toEqual([has, has])
  })
})
