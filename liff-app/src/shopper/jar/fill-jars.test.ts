import { describe, expect, it } from 'vitest'
import { fillJars } from './fill-jars.ts'

describe('the jar that fills up', () => {
  it('rises with the balance and starts a new jar when one is full', () => {
    expect(fillJars(0)).toEqual({ full: 0, level: 0 })
    expect(fillJars(40)).toEqual({ full: 0, level: 0.4 })
    expect(fillJars(100)).toEqual({ full: 1, level: 0 })
    expect(fillJars(370)).toEqual({ full: 3, level: 0.7 })
  })
})
