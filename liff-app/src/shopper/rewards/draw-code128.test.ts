import { describe, expect, it } from 'vitest'
import { drawCode128 } from './draw-code128.ts'

/** Reads a code as a scanner does: by the widths of bars and spaces. */
function widthsOf(digits: string): string {
  const { bars, modules } = drawCode128(digits)
  return bars.map(({ at, width }, n) => `${width}${(bars[n + 1]?.at ?? modules) - at - width || ''}`).join('')
}

describe('the barcode of a coupon', () => {
  it('is start C, the pairs of digits, the check symbol and stop', () => {
    // 12, 34 and (105 + 12 · 1 + 34 · 2) mod 103 = 82.
    expect(widthsOf('1234')).toBe(['211232', '112232', '131123', '121241', '2331112'].join(''))
  })

  it('takes 123 modules for sixteen digits', () => {
    expect(drawCode128('0123456789012345').modules).toBe(11 * (1 + 8 + 1) + 13)
  })

  it('has another symbol for every pair, eleven modules wide, with an even number of black ones', () => {
    const symbols = Array.from({ length: 100 }, (_, n) => widthsOf(String(n).padStart(2, '0')).slice(6, 12))
    expect(new Set(symbols).size).toBe(100)
    for (const symbol of symbols) {
      const [a, b, c, d, e, f] = [...symbol].map(Number) as [number, number, number, number, number, number]
      expect(a + b + c + d + e + f).toBe(11)
      expect((a + c + e) % 2).toBe(0)
    }
  })

  it('refuses what its digits cannot say', () => {
    expect(() => drawCode128('123')).toThrow()
    expect(() => drawCode128('AB12')).toThrow()
  })
})
