import type { LoginMark } from './open-session.ts'

const KEY = 'tamaru.login-asked'

/** The mark in this tab. Without storage (a very strict browser) every visit counts as the first. */
export const loginMark: LoginMark = {
  get() {
    try {
      return sessionStorage.getItem(KEY) === '1'
    } catch {
      return false
    }
  },
  set(asked) {
    try {
      if (asked) sessionStorage.setItem(KEY, '1')
      else sessionStorage.removeItem(KEY)
    } catch {
      // Nothing to remember with.
    }
  },
}
