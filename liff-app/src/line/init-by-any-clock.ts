/** What is used of the LIFF SDK to start it. */
export interface LineStart {
  init(config: { liffId: string }): Promise<void>
  getIDToken(): string | null
}

/**
 * Starts the SDK on a phone whose clock is wrong. `init` refuses a fresh ID token that this phone's clock takes for
 * expired (INVALID_ID_TOKEN; the SDK has stored it by then); whether it is expired is for the server to judge. So `init`
 * runs a second time, with the clock at the moment that the token was issued. `beforeSecond` runs between the two.
 */
export async function initByAnyClock(
  line: LineStart,
  liffId: string,
  beforeSecond: () => void,
): Promise<void> {
  try {
    await line.init({ liffId })
  } catch (thrown) {
    const times = timesOf(line.getIDToken())
    const isByClock = (thrown as { code?: unknown }).code === 'INVALID_ID_TOKEN'
    if (!isByClock || !times || times.exp * 1000 > Date.now()) throw thrown
    beforeSecond()
    await withClockAt(times.iat * 1000, () => line.init({ liffId }))
  }
}

/** Not verified here: the server does that. Both in seconds. */
function timesOf(idToken: string | null): { iat: number; exp: number } | undefined {
  try {
    const claims: unknown = JSON.parse(atob(idToken!.split('.')[1]!.replace(/-/g, '+').replace(/_/g, '/')))
    const { iat, exp } = claims as Record<string, unknown>
    return typeof iat === 'number' && typeof exp === 'number' ? { iat, exp } : undefined
  } catch {
    return undefined
  }
}

async function withClockAt<T>(at_ms: number, act: () => Promise<T>): Promise<T> {
  const own = Date.now
  const ahead_ms = own() - at_ms
  Date.now = () => own() - ahead_ms
  try {
    return await act()
  } finally {
    Date.now = own
  }
}
