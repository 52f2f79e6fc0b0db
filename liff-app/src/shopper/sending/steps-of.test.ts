import { describe, expect, it } from 'vitest'
import { ApiProblem } from '../../api/problem.ts'
import { stepsOfEntry, stepsOfSending } from './steps-of.ts'

describe('the steps that a shopper watches', () => {
  it('go from sending over reading to the decision', () => {
    expect(stepsOfSending(undefined).send).toBe('waiting')
    expect(stepsOfSending({ at: 'waiting' }).send).toBe('waiting')
    expect(stepsOfSending({ at: 'sending', share: 0.3 }).send).toBe('doing')
    expect(stepsOfEntry('received')).toEqual({ send: 'done', read: 'waiting', decide: 'waiting' })
    expect(stepsOfEntry('reading')).toEqual({ send: 'done', read: 'doing', decide: 'waiting' })
    expect(stepsOfEntry('approved').decide).toBe('done')
  })

  it('say which step failed', () => {
    const steps = stepsOfSending({ at: 'refused', problem: new ApiProblem(415, {}) })
    expect(steps).toEqual({ send: 'failed', read: 'waiting', decide: 'waiting' })
  })

  it('go on from where an earlier entry with the same photo stands', () => {
    const receipt = { id: 'e', state: 'reading', alreadyReceived: true } as const
    expect(stepsOfSending({ at: 'sent', receipt })).toEqual(stepsOfEntry('reading'))
  })
})
