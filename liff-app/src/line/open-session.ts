import { ApiProblem } from '../api/problem.ts'

/** What is used of the LIFF SDK to prove who somebody is. */
export interface LineLogin {
  isLoggedIn(): boolean
  isInClient(): boolean
  login(options: { redirectUri: string }): void
  logout(): void
  getIDToken(): string | null
  getAccessToken(): string | null
}

export type Credential = { idToken: string } | { accessToken: string }

/**
 * Remembers within a tab for which page LINE was asked to log in, so that a login that does not help is not asked for
 * again. Whoever left for another page before it was answered has not been helped yet.
 */
export interface LoginMark {
  isFor(here: string): boolean
  set(here: string | undefined): void
}

/** Nobody is logged in, and asking LINE again by itself would go round in circles: the person has to decide. */
export class LoginNeeded extends Error {}

/**
 * Trades LINE's token for a session of our own. The ID token lives an hour, and the SDK hands out a stale one without a
 * word; whether it is stale the server says, never the phone, whose clock may be wrong. Then comes the access token
 * (12 h); then one new login, outside the LINE app only, because `liff.login()` may not be called inside it.
 *
 * Does not resolve while the page is on its way to LINE's login. Throws `LoginNeeded` or `ApiProblem`.
 */
export async function openSession<T>(
  line: LineLogin,
  trade: (credential: Credential) => Promise<T>,
  { mark, here }: { mark: LoginMark; here: string },
): Promise<T> {
  let refusal: ApiProblem | undefined
  for (const credential of line.isLoggedIn() ? credentialsOf(line) : []) {
    try {
      const session = await trade(credential)
      mark.set(undefined)
      return session
    } catch (thrown) {
      if (!(thrown instanceof ApiProblem) || thrown.status !== 401) throw thrown
      refusal = thrown
    }
  }
  if (line.isInClient()) throw refusal ?? new LoginNeeded('the LINE app gave no token')
  if (mark.isFor(here)) throw refusal ?? new LoginNeeded('the last login did not help')
  return logIn(line, mark, here)
}

/** Leaves for LINE's login and comes back to `here`, which must lie under the LIFF app's endpoint URL. */
export function logIn(line: LineLogin, mark: LoginMark, here: string): Promise<never> {
  mark.set(here)
  if (line.isLoggedIn()) line.logout()
  line.login({ redirectUri: here })
  return new Promise<never>(() => {})
}

function credentialsOf(line: LineLogin): Credential[] {
  const idToken = line.getIDToken()
  const accessToken = line.getAccessToken()
  return [...(idToken ? [{ idToken }] : []), ...(accessToken ? [{ accessToken }] : [])]
}
