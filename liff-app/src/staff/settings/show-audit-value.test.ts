import { describe, expect, it } from 'vitest'
import { showAuditValue } from './show-audit-value.ts'

describe('a value of the audit log', () => {
  it('is told without the signs of JSON', () => {
    expect(showAuditValue({ reason: 'product', of: null, points: 20 })).toBe('reason: product, points: 20')
    expect(showAuditValue([{ a: 1 }, { a: 2 }])).toBe('a: 1; a: 2')
    expect(showAuditValue(false)).toBe('false')
  })

  it('is a dash where there was nothing', () => {
    for (const nothing of [null, undefined, '', []]) expect(showAuditValue(nothing)).toBe('–')
  })

  it('is cut where it is long', () => expect(showAuditValue('長'.repeat(300))).toMatch(/^長{200}…$/))
})
