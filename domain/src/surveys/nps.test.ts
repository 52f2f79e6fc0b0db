import { expect, test } from 'vitest'
import { netPromoterScore } from './nps.ts'

test.each([
  ['nobody answered', [], null],
  ['all are promoters', [9, 10], 100],
  ['all are detractors', [0, 6], -100],
  ['all are passive', [7, 8], 0],
  ['promoters and detractors are as many', [10, 0, 8], 0],
  ['it has to be rounded', [10, 10, 3], 33],
])('when %s', (_case, scores, score) => {
  expect(netPromoterScore(scores)).toBe(score)
})
