import { expect, test } from 'vitest'
import { Prefecture } from './prefecture.ts'
import { PREFECTURES } from './prefectures.ts'

test('there are 47 prefectures, each with its number and its names', () => {
  expect(PREFECTURES).toHaveLength(47)
  expect(new Set(PREFECTURES.flatMap(({ code, ja, en }) => [code, ja, en])).size).toBe(141)
  for (const [code, ja, en] of [
    ['01', '北海道', 'Hokkaido'],
    ['13', '東京都', 'Tokyo'],
    ['27', '大阪府', 'Osaka'],
    ['47', '沖縄県', 'Okinawa'],
  ])
    expect(PREFECTURES).toContainEqual({ code, ja, en })
  expect(Prefecture.safeParse('48').success).toBe(false)
})
