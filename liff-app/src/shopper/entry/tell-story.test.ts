import { describe, expect, it } from 'vitest'
import type { Judgement } from '../../api/views.ts'
import { tellStory } from './tell-story.ts'

const judged = (cause: Judgement['cause'], outcome: Judgement['outcome'], words: string): Judgement => ({
  cause,
  outcome,
  at: '2026-11-22T05:00:00Z',
  version: 1,
  points: 0,
  lines: [],
  matched: [],
  confirmed: [],
  checks: [],
  message: { ja: words, en: words },
})

const arrived = {
  createdAt: '2026-11-22T04:00:00Z',
  state: 'rejected',
  decidedAt: '2026-11-22T06:00:00Z',
} as const

describe('the story of an entry', () => {
  it('ends with its withdrawal, also where nobody had judged it', () => {
    const story = tellStory({ ...arrived, state: 'withdrawn', judgements: [] })
    expect(story.map(({ what, state }) => [what, state])).toEqual([
      ['received', null],
      ['withdrawal', 'withdrawn'],
    ])
    const judgements = [
      judged('machine', 'needs_review', '確認中'),
      judged('withdrawal', 'withdrawn', '取り下げ'),
    ]
    expect(tellStory({ ...arrived, state: 'withdrawn', judgements })).toHaveLength(3)
  })

  it('begins with its arrival and tells every judgement, an appeal as the wish that it is', () => {
    const story = tellStory({
      ...arrived,
      judgements: [
        judged('machine', 'rejected', '対象商品なし'),
        judged('appeal', 'needs_review', '確認中'),
        judged('staff', 'approved', '10ポイント'),
      ],
    })
    expect(story.map(({ what, state }) => [what, state])).toEqual([
      ['received', null],
      ['machine', 'rejected'],
      ['appeal', null],
      ['staff', 'approved'],
    ])
  })

  it('gives the reasons of before, and leaves the last to the verdict above it', () => {
    const story = tellStory({
      ...arrived,
      judgements: [
        judged('machine', 'approved', '10ポイント'),
        judged('revocation', 'revoked', '返品のため'),
      ],
    })
    expect(story.map(({ message }) => message?.ja)).toEqual([undefined, '10ポイント', undefined])
  })
})
