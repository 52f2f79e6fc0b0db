import { describe, expect, it } from 'vitest'
import { ApiProblem } from '../api/problem.ts'
import { type Credential, type LineLogin, LoginNeeded, openSession } from './open-session.ts'

const HERE = 'https://shop.example/entries/7'
const expired = new ApiProblem(401, { kind: 'id_token_expired' })

function visit({ inLine = false, loggedIn = true, accessToken = true, asked = '' } = {}) {
  const log: string[] = []
  let mark: string | undefined = asked
  const line: LineLogin = {
    isLoggedIn: () => loggedIn,
    isInClient: () => inLine,
    login: ({ redirectUri }) => log.push(`login ${redirectUri}`),
    logout: () => log.push('logout'),
    getIDToken: () => (loggedIn ? 'id' : null),
    getAccessToken: () => (loggedIn && accessToken ? 'access' : null),
  }
  const open = (trade: (credential: Credential) => Promise<string>) =>
    openSession(line, trade, {
      mark: { isFor: (here) => mark === here, set: (next) => (mark = next) },
      here: HERE,
    })
  return { log, open, marked: () => mark }
}

/** Leaving for LINE's login never resolves; a short wait shows that it did not. */
const leaves = async (opening: Promise<unknown>) =>
  (await Promise.race([opening, new Promise((resolve) => setTimeout(resolve, 5, 'left'))])) === 'left'

const whichWas = async (credential: Credential) => Object.keys(credential)[0]!

describe('trading the LINE token for a session', () => {
  it('sends the ID token', async () => {
    expect(await visit().open(whichWas)).toBe('idToken')
  })

  it.each([false, true])(
    'sends the access token when the server finds the ID token too old',
    async (inLine) => {
      const sent: string[] = []
      const refuseIdToken = async (credential: Credential) => {
        sent.push(await whichWas(credential))
        if ('idToken' in credential) throw expired
        return 'session'
      }
      expect(await visit({ inLine }).open(refuseIdToken)).toBe('session')
      expect(sent).toEqual(['idToken', 'accessToken'])
    },
  )

  it('asks LINE to log in, and to come back to this very page', async () => {
    const { open, log, marked } = visit({ loggedIn: false })
    expect(await leaves(open(whichWas))).toBe(true)
    expect(log).toEqual(['login https://shop.example/entries/7'])
    expect(marked()).toBe(HERE)
  })

  it('logs in again once when every token is refused', async () => {
    const { open, log } = visit()
    expect(await leaves(open(() => Promise.reject(expired)))).toBe(true)
    expect(log).toEqual(['logout', 'login https://shop.example/entries/7'])
  })

  it('does not go round in circles: after one login that did not help, the person decides', async () => {
    const refused = visit({ asked: HERE })
    await expect(refused.open(() => Promise.reject(expired))).rejects.toBe(expired)
    expect(refused.log).toEqual([])
    await expect(visit({ asked: HERE, loggedIn: false }).open(whichWas)).rejects.toBeInstanceOf(LoginNeeded)
  })

  it('asks again for another page: the login for the first was left before it was answered', async () => {
    const { open, log } = visit({ asked: 'https://shop.example/points', loggedIn: false })
    expect(await leaves(open(whichWas))).toBe(true)
    expect(log).toEqual([`login ${HERE}`])
  })

  it('never calls login inside the LINE app', async () => {
    const { open, log } = visit({ inLine: true })
    await expect(open(() => Promise.reject(expired))).rejects.toBe(expired)
    expect(log).toEqual([])
  })

  it('forgets the mark once a session is open, so that tomorrow’s login may be asked for again', async () => {
    const { open, marked } = visit({ asked: HERE })
    await open(whichWas)
    expect(marked()).toBeUndefined()
  })

  it('leaves a fault of the server alone: logging in would not mend it', async () => {
    const down = new ApiProblem(503, { kind: 'line_unavailable' })
    const { open, log } = visit()
    await expect(open(() => Promise.reject(down))).rejects.toBe(down)
    expect(log).toEqual([])
  })
})
