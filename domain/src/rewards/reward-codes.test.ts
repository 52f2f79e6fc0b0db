import { describe, expect, test } from 'vitest'
import { isTillCode, makeTillCode, parseCodes } from './reward-codes.ts'

describe('a code of ours for the till', () => {
  const codes = [0n, 1n, 999_999_999_999_999n, 2n ** 64n - 1n, 123_456_789_012_345n].map(makeTillCode)

  test('has sixteen digits, zeros in front included', () => {
    for (const code of codes) expect(code).toMatch(/^\d{16}$/)
    expect(codes[0]).toBe('0000000000000000')
  })

  test('ends on the digit that Luhn’s formula gives', () => {
    // The example of ISO/IEC 7812-1, brought to our length by zeros, which do not change the sum.
    expect(makeTillCode(7_992_739_871n)).toBe('0000079927398713')
  })

  test('is told from one with a wrong digit, and nearly always from one with two swapped', () => {
    for (const code of codes.filter(isTillCode))
      for (let i = 0; i < 16; i++) {
        const wrong = String((Number(code[i]) + 1) % 10)
        expect(isTillCode(code.slice(0, i) + wrong + code.slice(i + 1))).toBe(false)
      }
    expect(codes.every(isTillCode)).toBe(true)
    expect(isTillCode('0000079972398713')).toBe(false)
    expect(isTillCode('GIFT-0001')).toBe(false)
  })
})

describe('a file of codes', () => {
  test('holds one a line, whoever ended the lines, with a heading or without', () => {
    const expected = { codes: ['A-1', 'B-2', 'C-3'], repeated: [], badLines: [] }
    expect(parseCodes('A-1\nB-2\nC-3')).toEqual(expected)
    expect(parseCodes('\uFEFFcode\r\nA-1\r\n\r\nB-2\r\nC-3\r\n')).toEqual(expected)
    expect(parseCodes('コード,備考\nA-1,店頭\n"B-2",x\n C-3 ;y')).toEqual(expected)
  })

  test('may have commas within quotes', () => {
    expect(parseCodes('"A,1""x"').codes).toEqual(['A,1"x'])
  })

  test('names what stands there twice, and gives it out once', () => {
    expect(parseCodes('A\nB\nA\nA')).toEqual({ codes: ['A', 'B'], repeated: ['A'], badLines: [] })
  })

  test('names the lines that hold no code', () => {
    expect(parseCodes(`A\n,no code\n二\nB C\n${'x'.repeat(101)}`).badLines).toEqual([2, 3, 4, 5])
  })
})
