import liff from '@line/liff/core'
import GetAccessToken from '@line/liff/get-access-token'
import GetAppLanguage from '@line/liff/get-app-language'
import GetIDToken from '@line/liff/get-id-token'
import IsInClient from '@line/liff/is-in-client'
import IsLoggedIn from '@line/liff/is-logged-in'
import Login from '@line/liff/login'
import Logout from '@line/liff/logout'
import { initByAnyClock } from './init-by-any-clock.ts'
import { type LineLogin, LoginNeeded } from './open-session.ts'
import { withoutLoginAnswer } from './without-login-answer.ts'

export interface OpenedLiff extends LineLogin {
  /** The LINE app's own language, where this runs inside it. */
  language: string | undefined
}

/**
 * Starts the LIFF SDK. Resolves on the final URL only: on the primary page of a deep link `init` replaces the location
 * and never resolves, so nothing may touch the URL (no router, no history) before this has.
 */
export async function openLiff(liffId: string): Promise<OpenedLiff> {
  liff.use(new GetAccessToken())
  liff.use(new GetAppLanguage())
  liff.use(new GetIDToken())
  liff.use(new IsInClient())
  liff.use(new IsLoggedIn())
  liff.use(new Login())
  liff.use(new Logout())
  try {
    await initByAnyClock(liff, liffId, dropLoginAnswer)
  } catch (thrown) {
    // A login that was cancelled, or whose code was used up: init would refuse the same URL on every reload.
    if (dropLoginAnswer()) throw new LoginNeeded('the login did not succeed', { cause: thrown })
    throw thrown
  }
  dropLoginAnswer()
  return Object.assign(Object.create(liff) as typeof liff, {
    language: liff.isInClient() ? liff.getAppLanguage() : undefined,
  })
}

/** Whether there was one. */
function dropLoginAnswer(): boolean {
  const own = withoutLoginAnswer(location.href)
  if (own === location.href) return false
  history.replaceState(history.state, '', own)
  return true
}
