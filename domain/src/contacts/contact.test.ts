import { describe, expect, test } from 'vitest'
import { normaliseContact } from './contact.ts'

describe('a contact as it is compared', () => {
  test.each([
    ['090-1234-5678', '+819012345678'],
    ['０９０－１２３４－５６７８', '+819012345678'],
    ['090ー1234ー5678', '+819012345678'],
    ['090‐1234−5678', '+819012345678'],
    ['(090) 1234 5678', '+819012345678'],
    ['+81 90-1234-5678', '+819012345678'],
    ['+81 (0)90-1234-5678', '+819012345678'],
    ['819012345678', '+819012345678'],
    ['9012345678', '+819012345678'],
    ['03-1234-5678', '+81312345678'],
    ['010 1 212 555 0100', '+12125550100'],
    ['+1 212 555 0100', '+12125550100'],
  ])('the number %s is %s', (written, kept) => {
    expect(normaliseContact('phone', written)).toBe(kept)
  })

  test.each([
    '',
    '12345',
    '090-1234-567',
    '090-1234-56789',
    'でんわ',
    '+81 0',
    '090-1234-5678 内線3',
    '1'.repeat(40),
  ])('%s is no number', (written) => {
    expect(normaliseContact('phone', written)).toBe(undefined)
  })

  test('an address is in small letters, whatever its width; what is none is none', () => {
    expect(normaliseContact('email', ' Ｈａｎａ＠Example.ＪＰ ')).toBe('hana@example.jp')
    for (const none of ['hana', 'hana@', '@example.jp', 'a b@example.jp', 'hana@example', 'はな@例え'])
      expect(normaliseContact('email', none), none).toBe(undefined)
  })

  test('a member’s number is without what stands between its signs', () => {
    expect(normaliseContact('member', 'ＭＮ-００１２ ３４')).toBe('mn001234')
    expect(normaliseContact('member', '<1>')).toBe(undefined)
  })

  test('what is compared is its own comparison', () => {
    for (const [kind, value] of [
      ['phone', '03-1234-5678'],
      ['email', 'A@b.jp'],
      ['member', 'Ａ-1'],
    ] as const) {
      const once = normaliseContact(kind, value)!
      expect(normaliseContact(kind, once)).toBe(once)
    }
  })
})
