import { expect, test } from 'vitest'
import { readPersonAddress } from './read-person-address.ts'

const id = '0d5b5c1e-5a35-4a0c-9d6e-0f6f2c6b1a11'

test.each([
  ['a person’s id', ` ${id} `, { shopperId: id }],
  ['the address of an entry', `https://example.com/staff/review/approved/${id}`, { entryId: id }],
  ['an address of something else', `https://example.com/staff/products/${id}`, undefined],
  ['words', 'はな', undefined],
])('staff mean somebody by %s', (_by, typed, meant) => expect(readPersonAddress(typed)).toEqual(meant))
