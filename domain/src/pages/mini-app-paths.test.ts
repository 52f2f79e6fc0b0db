import { expect, test } from 'vitest'
import { pageAt } from './mini-app-paths.ts'

const at = (url: string) => {
  const { pathname, searchParams } = new URL(url, 'http://tamaru.example')
  return pageAt(pathname, searchParams)
}

test.each([
  '/',
  '/points',
  '/points/',
  '/entries/6b6e7c2e',
  '/coupons/1',
  '/?liff.state=%2Fpoints',
  '/settings?x=1',
  '/notice',
])('the mini-app is at %s', (url) => expect(at(url)).toBe('index.html'))

test.each(['/old/path?liff.state=%2Fpoints', '/gone?code=x&state=y&liffClientId=1&liffRedirectUri=z'])(
  'and wherever LIFF comes back to: %s',
  (url) => expect(at(url)).toBe('index.html'),
)

test.each(['/staff', '/staff/', '/staff.html', '/staff/review', '/staff.html/entries/1?liff.state=x'])(
  'the console is at %s',
  (url) => expect(at(url)).toBe('staff.html'),
)

test.each([
  '/metrics',
  '/pointsx',
  '/entries/1/2',
  '/staffroom',
  '/.env',
  '/wp-login.php',
  '/coupons',
  '/apiary',
])('nothing is at %s', (url) => expect(at(url)).toBeUndefined())
