import { expect, test } from 'vitest'
import { seededRandom } from '../random.ts'
import { fitSteps } from './fit-steps.ts'

const random = seededRandom('steps')
const scored = Array.from({ length: 3000 }, () => {
  const score = random.between(-4, 4)
  return { score, right: random.chance(1 / (1 + Math.exp(-score))) }
})

test('shares never fall with the score, and come near to the chances that they were drawn with', () => {
  const steps = fitSteps(scored)
  steps.slice(1).forEach(([score, share], i) => {
    expect(score).toBeGreaterThan(steps[i]![0])
    expect(share).toBeGreaterThanOrEqual(steps[i]![1])
  })
  for (const [score, share] of steps) expect(Math.abs(share - 1 / (1 + Math.exp(-score)))).toBeLessThan(0.12)
})

test('what was always right is still no certainty', () => {
  const [[, share]] = fitSteps(Array.from({ length: 100 }, (_, score) => ({ score, right: true }))) as [
    [number, number],
  ]
  expect(share).toBeCloseTo(101 / 102, 3)
})
