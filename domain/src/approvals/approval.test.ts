import { expect, test } from 'vitest'
import { approvalState, whyNotAnswer, type Approval } from './approval.ts'

const asked = (given: Partial<Approval> = {}): Approval => ({
  contentSha256: 'tea',
  authors: ['mori', 'ogawa'],
  outcome: null,
  ...given,
})

test.each([
  ['nothing was asked', undefined, 'none'],
  ['it was asked for', asked(), 'asked'],
  ['it was approved', asked({ outcome: 'approved' }), 'approved'],
  ['it was declined', asked({ outcome: 'declined' }), 'declined'],
  ['it was changed after it was asked for', asked({ contentSha256: 'coffee' }), 'void'],
  ['it was changed after it was approved', asked({ contentSha256: 'coffee', outcome: 'approved' }), 'void'],
])('where %s', (_what, last, state) => expect(approvalState(last, 'tea')).toBe(state))

test('whoever wrote or asked does not answer, and nobody answers what is not asked', () => {
  expect(whyNotAnswer(asked(), 'tea', 'sato')).toBeNull()
  for (const author of asked().authors) expect(whyNotAnswer(asked(), 'tea', author)).toBe('approval_own_work')
  for (const last of [undefined, asked({ outcome: 'declined' }), asked({ contentSha256: 'coffee' })])
    expect(whyNotAnswer(last, 'tea', 'sato')).toBe('approval_not_asked')
})
