import { expect, test } from 'vitest'
import { makeReading } from '../../../tests/support/make-reading.ts'
import { makeRules } from '../../../tests/support/make-rules.ts'
import { decide } from './decide.ts'
import { Decision } from './decision.ts'
import { EntryHistory } from './entry-history.ts'
import { Reading } from '../receipts/reading.ts'

/** As the first judgements were kept, member by member. What is added to these shapes needs a default. */
const words = { ja: '大丈夫です。', en: 'Fine.' }
const KEPT = {
  reading: (() => {
    const { slipNumber: _, marks: __, ...reading } = makeReading()
    return reading
  })(),
  history: { samePhoto: false, pointsToday: 0 },
  decision: {
    ...{ outcome: 'approved', points: 10, message: words, decidedBy: 'machine' },
    matched: [
      {
        productId: 'green-tea',
        name: 'ミナト 緑茶 500ml',
        printed: 'ミナト 緑茶 500ml',
        quantity: 1,
        score: 1,
        certainty: 'sure',
      },
    ],
    checks: [{ id: 'photo_new', result: 'pass', value: null, field: null, shopper: words, staff: words }],
  },
}

test('a judgement of the first days can still be read, and judged once more', () => {
  const reading = Reading.parse(JSON.parse(JSON.stringify(KEPT.reading)))
  const history = EntryHistory.parse(KEPT.history)
  expect(Decision.parse(KEPT.decision)).toMatchObject({ points: 10, lines: [], stamps: 0, reason: null })
  const now = decide(reading, { version: 1, rules: makeRules() }, history, '2026-11-02')
  expect(now).toMatchObject({ outcome: 'approved', points: 10 })
})
