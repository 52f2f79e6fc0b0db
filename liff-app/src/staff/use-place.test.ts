import { describe, expect, it } from 'vitest'
import { readPlace, viewsOf, writePlace } from './use-place.ts'

describe('the place in the console that a URL means', () => {
  it('is the waiting entries unless it says otherwise', () => {
    expect(readPlace('')).toEqual({ view: 'review', state: 'needs_review' })
    expect(readPlace('?view=nonsense&show=nonsense')).toMatchObject({ view: 'review', state: 'needs_review' })
  })

  it('can be one entry in one list, or one part of a campaign, to be sent to a colleague', () => {
    expect(readPlace('?view=review&show=rejected&entry=7')).toMatchObject({ state: 'rejected', entry: '7' })
    expect(readPlace('?view=nps&item=7&tab=versions')).toMatchObject({
      view: 'nps',
      item: '7',
      tab: 'versions',
    })
  })

  it('is not led astray by LINE Login’s own parameter', () => {
    expect(readPlace('?state=approved').state).toBe('needs_review')
  })

  it.each(['view=review&show=approved&entry=7', 'view=nps&item=7&tab=versions', 'view=jobs'])(
    'is written as it is read: %s',
    (query) => expect(writePlace(readPlace(`?${query}`))).toBe(query),
  )
})

describe('the views of the console', () => {
  it('are fewer for those who are bound to stores: the rest is the whole account’s', () => {
    expect(viewsOf({ storeIds: null })).toContain('campaigns')
    expect(viewsOf({ storeIds: ['7'] })).toEqual(['review', 'overview', 'rewards', 'nps', 'settings'])
  })
})
