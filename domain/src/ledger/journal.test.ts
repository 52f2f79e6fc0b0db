import { describe, expect, test } from 'vitest'
import { movedOnto, transferFault, type Transfer } from './journal.ts'

const onto = (points: number): Transfer => ({ from: 'issued', to: 'shopper', points })

describe('transfers', () => {
  test('are sound when each moves a whole number of points to another account', () => {
    expect(transferFault([onto(10)])).toBeNull()
    expect(transferFault([onto(10), { from: 'issued', to: 'debt', points: 4 }])).toBeNull()
  })

  test.each([
    ['none at all', []],
    ['nothing to move', [onto(10), onto(0)]],
    ['less than nothing', [onto(-10)]],
    ['a fraction', [onto(0.5)]],
    ['a number that is none', [onto(NaN)]],
    ['more than can be counted', [onto(Infinity)]],
    ['the account that they come from', [{ from: 'shopper', to: 'shopper', points: 10 } as const]],
  ])('are faulty with %s', (_fault, transfers) => {
    expect(transferFault(transfers)).toEqual(expect.any(String))
  })

  test('leave on all accounts together as much as there was', () => {
    const transfers: Transfer[] = [onto(10), { from: 'issued', to: 'debt', points: 4 }]
    expect(movedOnto('issued', transfers)).toBe(-14)
    expect(movedOnto('shopper', transfers)).toBe(10)
    expect(movedOnto('debt', transfers)).toBe(4)
    expect(movedOnto('expired', transfers)).toBe(0)
  })
})
