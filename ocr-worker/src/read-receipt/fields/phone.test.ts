import { expect, test } from 'vitest'
import { phoneAmong, phoneIn } from './phone.ts'

test.each([
  ['TEL:06-6886-5760', '06-6886-5760'],
  ['電話 045-024-1518 レジ7', '045-024-1518'],
  ['TEL 0120-57-2132', '0120-57-2132'],
  ['世田谷用賀店 TEL03-1108-0795', '03-1108-0795'],
  ['仙台泉店 TEL.022.067-2094', '022-067-2094'],
])('%s holds %s', (text, phone) => {
  expect(phoneIn(text)).toBe(phone)
})

test('a number with a digit too many is not guessed at: another reading may have it right', () => {
  expect(phoneIn('電話:0945-024-1518')).toBeNull()
  expect(phoneAmong(['電話:0945-024-1518', '045-024-1518'])).toBe('045-024-1518')
})

test('beside its word a number is told without its hyphens', () => {
  expect(phoneIn('TEL:0 3 3614 8719')).toBe('03-3614-8719')
  expect(phoneIn('電話 045 024 1518')).toBe('045-024-1518')
  expect(phoneIn('0 3 3614 8719')).toBeNull()
  expect(phoneIn('TEL 03 3614 871')).toBeNull()
})

test('card numbers and fax numbers are no telephone', () => {
  expect(phoneIn('会員番号 XXXX-XXXX-XXXX-7483')).toBeNull()
  expect(phoneIn('FAX 03-1234-5678')).toBeNull()
})
