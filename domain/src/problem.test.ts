import { describe, expect, test } from 'vitest'
import { problemCatalogue, ProblemError, tellProblem, type ProblemKind } from './problem.ts'

const kinds = Object.entries(problemCatalogue)

describe.each(kinds)('the refusal %s', (kind, { status, title, detail }) => {
  test('has a status of HTTP that means a refusal', () => {
    expect(status).toBeGreaterThanOrEqual(400)
    expect(status).toBeLessThan(600)
  })

  test('says in Japanese and in English what happened', () => {
    expect(title.ja).toMatch(/[\u3040-\u30ff\u4e00-\u9fff]/)
    expect(title.en).toMatch(/^[A-Z][\x20-\x7e]+$/)
  })

  test('says in whole sentences what to do now', () => {
    expect(detail.ja).toMatch(/。$/)
    expect(detail.en).toMatch(/^[A-Z].*\.$/)
    if (kind !== ('survey_already_answered' satisfies ProblemKind)) {
      expect(detail.ja).toMatch(/ください。/)
      expect(detail.en).toMatch(/\b(again|ask|check|choose|go back|open|reload|send|use|wait|log in)\b/i)
    }
  })
})

test('an error carries its kind, and a note that stays out of the words', () => {
  const error = new ProblemError('photo_too_large', '15728641 bytes', { limit: '15 MB' })
  expect(error).toMatchObject({ kind: 'photo_too_large', note: '15728641 bytes', extra: { limit: '15 MB' } })
  expect(error.message).toBe('photo_too_large: 15728641 bytes')
})

test.each([
  [undefined, '少し待ってから、もう一度お試しください。', 'Wait a moment and try again.'],
  [0.2, '1秒待ってから、もう一度お試しください。', 'Wait 1 second and try again.'],
  [30, '30秒待ってから、もう一度お試しください。', 'Wait 30 seconds and try again.'],
  [91, '2分待ってから、もう一度お試しください。', 'Wait 2 minutes and try again.'],
])('who must wait %s seconds is told so', (wait_s, ja, en) => {
  expect(tellProblem('too_many_requests', 'ja', wait_s).detail).toBe(ja)
  expect(tellProblem('too_many_requests', 'en', wait_s).detail).toBe(en)
})
