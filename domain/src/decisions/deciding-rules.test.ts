import { describe, expect, test } from 'vitest'
import { makeDecision } from '../../../tests/support/make-decision.ts'
import { makeReading } from '../../../tests/support/make-reading.ts'
import { makeRules } from '../../../tests/support/make-rules.ts'
import { compareDecisions } from './compare-decisions.ts'
import {
  DECIDING_CHANGES,
  DECIDING_VERSION,
  explainDifferences,
  versionAfter,
  type DecidingChange,
} from './deciding-rules.ts'
import type { Decision } from './decision.ts'
import { NO_HISTORY } from './entry-history.ts'

const then = makeDecision()
const change = (version: number, alters: DecidingChange['alters']): DecidingChange => ({
  ...{ version, kind: `change-${version}`, reason: '', expected: '', alters },
})
const explain = (judgedBy: number, now: Decision, changes: DecidingChange[]) => {
  const judged = { reading: makeReading(), rules: makeRules(), history: NO_HISTORY, then, now }
  const explained = explainDifferences(judgedBy, judged, compareDecisions(then, now), changes)
  return explained && explained.map(({ version }) => version)
}
const fewer: Decision = { ...then, points: 5 }
const fewerStamps: Decision = { ...fewer, stamps: 3 }
const points = change(2, ({ now }) => (now.points < 10 ? ['points'] : []))
const stamps = change(3, () => ['stamps'])

describe('an entry that comes out otherwise', () => {
  test('is explained by a change that was declared since it was judged', () => {
    expect(explain(1, fewer, [points])).toEqual([2])
    expect(explain(1, fewerStamps, [points, stamps])).toEqual([2, 3])
    expect(explain(1, fewer, [points, stamps])).toEqual([2])
  })

  test('is not explained by what it was judged by already', () => {
    expect(explain(2, fewer, [points])).toBe(null)
    expect(explain(3, fewerStamps, [points, stamps])).toBe(null)
  })

  test('is not explained where the change accounts for a part only, or expects other entries', () => {
    expect(explain(1, fewer, [])).toBe(null)
    expect(explain(1, fewerStamps, [points])).toBe(null)
    expect(explain(1, { ...then, points: 20 }, [points])).toBe(null)
  })
})

describe('two decisions', () => {
  test('are the same whatever words say it', () => {
    const reworded = then.checks.map((check) => ({
      ...check,
      shopper: { ja: '別の言い方', en: 'otherwise' },
    }))
    const message = { ja: '別の言い方', en: 'otherwise' }
    expect(compareDecisions(then, { ...then, message, checks: reworded })).toEqual([])
  })

  test('differ in the checks that one of them lacks, has otherwise, or has elsewhere', () => {
    const [first, ...rest] = then.checks
    const places = (checks: Decision['checks']) =>
      compareDecisions(then, { ...then, checks }).map(({ place }) => place)
    expect(places(rest)).toEqual([`checks.${first!.id}`])
    expect(places([{ ...first!, result: 'unknown' }, ...rest])).toEqual([`checks.${first!.id}`])
    expect(places([{ ...first!, version: 7 }, ...rest])).toEqual([`checks.${first!.id}`])
    expect(places([...rest, first!])).toEqual(['order of checks'])
  })
})

test('the changes are numbered one after the other, and each has a name of its own and says what it does', () => {
  expect(DECIDING_CHANGES.map(({ version }) => version)).toEqual(DECIDING_CHANGES.map((_, n) => n + 2))
  expect(DECIDING_VERSION).toBe(versionAfter(DECIDING_CHANGES))
  expect(versionAfter([])).toBe(1)
  const kinds = DECIDING_CHANGES.map(({ kind }) => kind)
  expect(new Set(kinds).size).toBe(kinds.length)
  for (const { kind, reason, expected } of DECIDING_CHANGES) {
    expect(kind).toMatch(/^[a-z]+(-[a-z]+)*$/)
    expect(Math.min(reason.length, expected.length)).toBeGreaterThan(20)
  }
})
