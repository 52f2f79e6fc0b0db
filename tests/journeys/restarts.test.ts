import { expect, test } from 'vitest'
import { proveRestarts } from '../../bench/restarts/prove-restarts.ts'

test('PostgreSQL is restarted, in each of its ways, while shoppers ask and send: nothing is lost, doubled or left unanswered', async () => {
  const { restarts, faults, entries, answers } = await proveRestarts(
    3,
    { shoppers: 3, receipts: 3 },
    () => {},
  )
  expect(faults).toEqual([])
  expect(restarts).toBe(3)
  expect(entries).toBeGreaterThan(0)
  // It was really away, and said so.
  expect(answers['503']).toBeGreaterThan(0)
}, 400_000)
