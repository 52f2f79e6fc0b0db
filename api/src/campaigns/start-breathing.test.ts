import { expect, test } from 'vitest'
import { startBreathing } from './start-breathing.ts'

test('a computation that takes long lets others who wait for the process have it meanwhile', async () => {
  const breathe = startBreathing()
  let served = false
  setTimeout(() => (served = true), 0)
  let steps = 0
  for (; !served && steps < 10_000_000; steps++) await breathe()
  expect(served).toBe(true)
})
