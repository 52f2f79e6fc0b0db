import { describe, expect, test } from 'vitest'
import { makeDecision } from '../../../tests/support/make-decision.ts'
import { makeItem, makeReading } from '../../../tests/support/make-reading.ts'
import { makeRules } from '../../../tests/support/make-rules.ts'
import { startAliasReplay, withAlias, type ReplayableEntry } from './replay-alias.ts'

const rules = makeRules()
const LINE = 'MNﾘｮｸﾁｬ'
const alias = { productId: 'green-tea', alias: 'MNリョクチャ' }
const reading = makeReading({ items: [makeItem('食パン 6枚切'), makeItem(LINE)] })

/** What becomes of all of these, of so many that were looked through. */
function replayAlias(
  by: typeof rules,
  asked: Parameters<typeof startAliasReplay>[1],
  entries: ReplayableEntry[],
  looked: number,
) {
  const { take, report } = startAliasReplay(by, asked)
  for (const one of entries) take(one)
  return report(looked)
}

/** An entry with the line on it, that ended so; `counted` is what the line was counted as. */
function entry(
  state: ReplayableEntry['state'],
  decidedBy: 'machine' | 'staff' | null,
  counted: string | null = null,
  given: Partial<ReplayableEntry> = {},
): ReplayableEntry {
  const matched = counted
    ? [
        {
          productId: counted,
          name: counted,
          printed: LINE,
          quantity: 1,
          score: 1,
          certainty: 'sure' as const,
        },
      ]
    : []
  const decision = decidedBy && { ...makeDecision(), decidedBy, matched }
  const idsOfProduct = new Set(['green-tea'])
  return { entryId: 'e', state, sameCampaign: true, idsOfProduct, reading, decision, ...given }
}
/** In a campaign that calls the product `tea`, and another one `green-tea`. */
const elsewhere = (counted: string | null) =>
  entry('approved', 'staff', counted, { sameCampaign: false, idsOfProduct: new Set(['tea']) })
const verdictOn = (one: ReplayableEntry) => replayAlias(rules, alias, [one], 1).lines[0]?.verdict

test('a line that is the alias to the letter would match for sure; other lines are left alone', () => {
  expect(replayAlias(rules, alias, [entry('needs_review', 'machine')], 40)).toEqual({
    entries: 40,
    changed: 1,
    agrees: 0,
    conflicts: 0,
    unknown: 1,
    lines: [
      {
        entryId: 'e',
        line: 1,
        printed: LINE,
        state: 'needs_review',
        decidedBy: 'machine',
        before: null,
        after: { productId: 'green-tea', certainty: 'sure' },
        counted: null,
        verdict: 'unknown',
      },
    ],
  })
})

test('a line that the rules match as surely already is not changed', () => {
  const known = withAlias(rules, 'green-tea', LINE)
  expect(replayAlias(known, alias, [entry('approved', 'staff', 'green-tea')], 1)).toMatchObject({
    changed: 0,
    lines: [],
  })
})

describe('how its entry was decided', () => {
  test.each([
    ['staff counted the same', 'agrees', entry('approved', 'staff', 'green-tea')],
    ['staff counted another product', 'conflicts', entry('approved', 'staff', 'cup-miso')],
    ['the machine counted another product', 'conflicts', entry('approved', 'machine', 'cup-miso')],
    ['staff approved and left it out', 'conflicts', entry('approved', 'staff')],
    ['staff turned down a receipt with nothing else on it', 'conflicts', entry('rejected', 'staff')],
    [
      'staff turned down a receipt that had another product',
      'unknown',
      entry('rejected', 'staff', null, {
        reading: makeReading({ items: [makeItem('ミナト 麦茶 600ml'), makeItem(LINE)] }),
      }),
    ],
    ['the machine turned it down', 'unknown', entry('rejected', 'machine')],
    ['nobody has decided', 'unknown', entry('received', null)],
    ['another campaign counted the same by its id for it', 'agrees', elsewhere('tea')],
    ['another campaign calls another product so', 'conflicts', elsewhere('green-tea')],
    ['another campaign counted it as nothing', 'unknown', elsewhere(null)],
  ] as const)('%s: %s', (_how, verdict, one) => {
    expect(verdictOn(one)).toBe(verdict)
  })

  test('is shown conflicts first, two hundred lines at most, and counted whole', () => {
    const agreeing = Array.from({ length: 300 }, () => entry('approved', 'staff', 'green-tea'))
    const replay = replayAlias(rules, alias, [...agreeing, entry('approved', 'staff', 'cup-miso')], 301)
    expect(replay).toMatchObject({ changed: 301, agrees: 300, conflicts: 1 })
    expect(replay.lines).toHaveLength(200)
    expect(replay.lines[0]).toMatchObject({ verdict: 'conflicts' })
  })
})

test('the rules that an alias is tried on stay as they are', () => {
  const before = structuredClone(rules)
  replayAlias(rules, alias, [entry('approved', 'staff', 'green-tea')], 1)
  expect(rules).toEqual(before)
})
