import type { LoginMark } from './open-session.ts'

const KEY = 'tamaru.login-asked'
/** What stands behind the path may be LINE's own. */
const pageOf = (href: string) => new URL(href).pathname

/** The mark in this tab. Without storage (a very strict browser) every visit counts as the first. */
export const loginMark: LoginMark = {
  isFor(here) {
    try {
      return sessionStorage.getItem(KEY) === pageOf(here)
    } catch {
      return false
    }
  },
  set(here) {
    try {
      if (here !== undefined) sessionStorage.setItem(KEY, pageOf(here))
      else sessionStorage.removeItem(KEY)
    } catch {
      // Nothing to remember with.
    }
  },
}
