import { describe, expect, test } from 'vitest'
import { judgeClaim, NONCE_LIVES_MS, nonceLives } from './member-link.ts'

describe('a claim to a member number', () => {
  const claim = { shopperId: 'hana', number: '1' }
  test.each([
    ['stands where both are free', null, null, 'new'],
    ['says nothing new where it stands already', '1', 'hana', 'same'],
    ['is refused where somebody else has the number', null, 'taro', 'number_taken'],
    ['is refused where the person has another', '2', null, 'person_linked'],
    ['names the other person first', '2', 'taro', 'number_taken'],
  ] as const)('%s', (_, ownNumber, holderId, outcome) => {
    expect(judgeClaim(claim, { ownNumber, holderId })).toBe(outcome)
  })
})

test('a nonce counts for ten minutes, and not at their end', () => {
  const at = new Date('2026-12-01T00:00:00Z')
  const after = (ms: number) => new Date(at.getTime() + ms)
  expect(nonceLives(at, at)).toBe(true)
  expect(nonceLives(at, after(NONCE_LIVES_MS - 1))).toBe(true)
  expect(nonceLives(at, after(NONCE_LIVES_MS))).toBe(false)
})
