import { expect, test } from 'vitest'
import { autoAccept } from './auto-accept.ts'

const receipt = (confidence: number | null, totalAndDate: boolean | null) => ({ confidence, totalAndDate })

test('as many pass as are surer than the surest that is wrong', () => {
  const receipts = [receipt(0.9, true), receipt(0.8, true), receipt(0.7, false), receipt(0.6, true)]
  expect(autoAccept(receipts)).toEqual({ accepted: 2, of: 4, threshold: 0.8 })
})

test('who is as sure as a wrong one does not pass', () => {
  expect(autoAccept([receipt(0.9, true), receipt(0.9, false)])).toEqual({
    accepted: 0,
    of: 2,
    threshold: null,
  })
})

test('a photo without a confidence never passes, and counts; one with nothing to be held against does not', () => {
  const receipts = [receipt(0.5, true), receipt(null, false), receipt(0.9, null)]
  expect(autoAccept(receipts)).toEqual({ accepted: 1, of: 2, threshold: 0.5 })
  expect(autoAccept([receipt(null, true)])).toBeNull()
})
