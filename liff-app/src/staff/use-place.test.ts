import { describe, expect, it } from 'vitest'
import { readPlace } from './use-place.ts'

describe('the place in the console that a URL means', () => {
  it('is the waiting entries unless it says otherwise', () => {
    expect(readPlace('')).toEqual({ view: 'review', state: 'needs_review', entry: undefined })
    expect(readPlace('?view=nonsense&show=nonsense')).toMatchObject({ view: 'review', state: 'needs_review' })
  })

  it('can be one entry in one list, to be sent to a colleague', () => {
    expect(readPlace('?view=review&show=rejected&entry=7')).toEqual({
      view: 'review',
      state: 'rejected',
      entry: '7',
    })
  })

  it('is not led astray by LINE Login’s own parameter', () => {
    expect(readPlace('?state=approved').state).toBe('needs_review')
  })
})
