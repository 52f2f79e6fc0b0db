import { describe, expect, it } from 'vitest'
import { ApiProblem, offlineProblem } from '../../api/problem.ts'
import { canTryAgain, nextSending, type Sending, type SendingEvent } from './sending-state.ts'

const receipt = { id: 'e1', state: 'received', alreadyReceived: false } as const
const after = (...events: SendingEvent[]) => events.reduce<Sending>(nextSending, { at: 'idle' })
const picked: SendingEvent[] = [{ type: 'picked' }, { type: 'looked', doubts: [] }]

describe('sending a photo', () => {
  it('goes straight up when the photo looks good', () => {
    expect(after(...picked)).toEqual({ at: 'uploading', share: 0, attempt: 1 })
  })

  it('stops to ask when the photo looks blurred, and goes up when the shopper says so', () => {
    const asked = after({ type: 'picked' }, { type: 'looked', doubts: ['blurred'] })
    expect(asked).toEqual({ at: 'doubted', doubts: ['blurred'] })
    expect(nextSending(asked, { type: 'sent_anyway' }).at).toBe('uploading')
  })

  it('ends with the entry that the server made', () => {
    expect(after(...picked, { type: 'arrived', receipt })).toEqual({ at: 'received', receipt })
  })

  it('can be tried again after the connection was lost, and counts the attempts', () => {
    const lost = after(...picked, { type: 'refused', problem: offlineProblem() })
    expect(lost.at).toBe('failed')
    expect(nextSending(lost, { type: 'tried_again' })).toMatchObject({ at: 'uploading', attempt: 2 })
  })

  it('never lets the progress bar run backwards', () => {
    const half = after(...picked, { type: 'progressed', share: 0.5 }, { type: 'progressed', share: 0.2 })
    expect(half).toMatchObject({ share: 0.5 })
  })

  it('ignores what comes too late: a second tap, progress of a lost upload', () => {
    const done = after(...picked, { type: 'arrived', receipt })
    expect(nextSending(done, { type: 'tried_again' })).toBe(done)
    expect(nextSending(done, { type: 'progressed', share: 0.9 })).toBe(done)
    const uploading = after(...picked)
    expect(nextSending(uploading, { type: 'picked' })).toBe(uploading)
  })

  it('offers another try where it may help, and another photo where it cannot', () => {
    expect(canTryAgain(offlineProblem())).toBe(true)
    expect(canTryAgain(new ApiProblem(503, {}))).toBe(true)
    expect(canTryAgain(new ApiProblem(415, { kind: 'photo_not_an_image' }))).toBe(false)
    expect(canTryAgain(new ApiProblem(413, { kind: 'photo_too_large' }))).toBe(false)
  })
})
