import type { DecidingChange } from '@tamaru/domain'
import { expect, test } from 'vitest'
import { startRejudgeReport } from './describe-rejudged.ts'

const change: DecidingChange = {
  version: 2,
  kind: 'fewer-points',
  reason: 'the law',
  expected: 'those above a hundred',
  alters: () => ['points'],
}
const entry = (entryId: string) => ({ entryId, decidingVersion: 1 })
const differences = [{ place: 'points' as const, then: 120, now: 100 }]

test('what comes out otherwise as declared is listed apart, by its change, and is no fault', () => {
  const report = startRejudgeReport()
  report.take(entry('a'), undefined)
  for (const id of ['b', 'c']) report.take(entry(id), { differences, declared: [change] })
  expect(report.undeclared).toBe(0)
  expect(report.words()).toMatch(/^3 judgements, all of them as before but for/)
  expect(report.words()).toContain('2 as declared with deciding rules 2, fewer-points:')
  expect(report.words()).toContain('entry c, by deciding rules 1: points 120 → 100')
})

test('what nobody declared is a fault and stands first, however much is declared besides', () => {
  const report = startRejudgeReport()
  report.take(entry('a'), { differences, declared: [change] })
  report.take(entry('b'), { differences, declared: null })
  expect(report.undeclared).toBe(1)
  expect(report.words()).toMatch(/^1 of 2 come out otherwise, and no change .* declares it:\n {2}entry b,/)
  expect(report.words()).toContain('1 as declared with deciding rules 2')
})
