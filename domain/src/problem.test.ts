import { describe, expect, test } from 'vitest'
import { problemCatalogue, ProblemError, type ProblemKind } from './problem.ts'

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
