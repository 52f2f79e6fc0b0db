import { newSecret } from '../ids.ts'
import type { UserToken } from '../state.ts'
import type { World } from '../world.ts'

const twelveHours = 12 * 3600

/** A LIFF access token: twelve hours unless said otherwise. */
export function issueUserToken(
  world: World,
  token: { sub: string; clientId: string; scope?: string; expiresInS?: number },
): { accessToken: string; expiresInS: number; scope: string } {
  const accessToken = `sandbox.${newSecret(32)}`
  const expiresInS = token.expiresInS ?? twelveHours
  const scope = token.scope ?? 'profile openid'
  world.state.userTokens[accessToken] = {
    sub: token.sub,
    clientId: token.clientId,
    scope,
    expiresAt: Date.now() + expiresInS * 1000,
  }
  world.publish({ type: 'account' })
  return { accessToken, expiresInS, scope }
}

/** The live token behind an `Authorization: Bearer` header, or undefined. */
export function findUserToken(world: World, authorization: string | undefined): UserToken | undefined {
  const token = world.state.userTokens[authorization?.replace(/^Bearer /i, '') ?? '']
  return token && token.expiresAt > Date.now() ? token : undefined
}

/** A person who leaves takes every token of the channel along. */
export function revokeTokensOf(world: World, userId: string): void {
  for (const [value, token] of Object.entries(world.state.userTokens)) {
    if (token.sub === userId) delete world.state.userTokens[value]
  }
  world.publish({ type: 'account' })
}
