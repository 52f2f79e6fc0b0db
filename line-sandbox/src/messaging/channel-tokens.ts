import { newSecret } from '../ids.ts'
import type { World } from '../world.ts'

/** A channel access token that lives `expiresInS` seconds, in the shape of LINE's OAuth answers. */
export function issueChannelToken(world: World, expiresInS: number) {
  const access_token = `sandbox-channel.${newSecret(32)}`
  world.state.channelTokens[access_token] = Date.now() + expiresInS * 1000
  world.publish({ type: 'account' })
  return { token_type: 'Bearer', access_token, expires_in: expiresInS }
}

/** The long-lived token of the configuration, or one issued here that has not ended. */
export function isChannelToken(world: World, authorization: string | undefined): boolean {
  const token = authorization?.replace(/^Bearer /i, '') ?? ''
  return token === world.options.channelAccessToken || (world.state.channelTokens[token] ?? 0) > Date.now()
}
