import { describe, expect, it } from 'vitest'
import { ApiProblem, offlineProblem, parseProblem, toProblem } from './problem.ts'

describe('a refusal of the API', () => {
  it('carries its kind, its words in both languages and its own members', () => {
    const problem = parseProblem(
      403,
      JSON.stringify({
        kind: 'forbidden',
        titleJa: '権限がありません',
        titleEn: 'You may not do this',
        detailJa: '管理者に依頼してください。',
        detailEn: 'Ask an owner.',
        requestId: 'r-1',
        lineUserId: 'U1',
      }),
    )
    expect(problem).toMatchObject({ kind: 'forbidden', status: 403, requestId: 'r-1' })
    expect(problem.title).toEqual({ ja: '権限がありません', en: 'You may not do this' })
    expect(problem.body.lineUserId).toBe('U1')
  })

  it('shows the one language there is rather than nothing', () => {
    const problem = parseProblem(
      400,
      JSON.stringify({ kind: 'invalid_request', title: 'Bad', detail: 'Worse' }),
    )
    expect(problem.title).toEqual({ ja: 'Bad', en: 'Bad' })
  })

  it('has words of its own when a proxy answers with a page', () => {
    const problem = parseProblem(502, '<html>Bad gateway</html>')
    expect(problem.kind).toBe('unexpected')
    expect(problem.detail.ja).not.toBe('')
  })

  it('says that the connection is gone when there was no answer', () => {
    expect(offlineProblem()).toMatchObject({ kind: 'offline', status: 0 })
  })

  it('turns a bug into something that can be shown', () => {
    expect(toProblem(new TypeError('x is not a function')).kind).toBe('unexpected')
    const refusal = new ApiProblem(404, { kind: 'not_found' })
    expect(toProblem(refusal)).toBe(refusal)
  })
})
