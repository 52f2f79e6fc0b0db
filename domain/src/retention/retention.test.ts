import { expect, test } from 'vitest'
import { RETENTION, RETENTION_KINDS, RetentionDays, USUAL_RETENTION } from './retention.ts'

test('days are set by kind; what is not named is as usual', () => {
  expect(RetentionDays.parse('photos=365, accesses=730')).toEqual({
    ...USUAL_RETENTION,
    photos: 365,
    accesses: 730,
  })
  expect(RetentionDays.parse('')).toEqual(USUAL_RETENTION)
})

test.each(['photo=365', 'photos', 'photos=', 'photos=-1', 'photos=a', 'photos=29', 'done_jobs=1'])(
  '%s is refused',
  (text) => {
    expect(RetentionDays.safeParse(text).success).toBe(false)
  },
)

test('what is usual is never less than the least', () => {
  for (const kind of RETENTION_KINDS)
    expect(RETENTION[kind].days ?? Infinity).toBeGreaterThanOrEqual(RETENTION[kind].least)
})
