import type { InstantPrize } from '../campaigns/campaign.ts'
import type { Hashing } from './draw-seals.ts'

/** What an entry plays with: nothing here can be chosen once the commitment is published. */
export interface InstantPlay {
  campaignId: string
  seal: string
  secret: string
}

/**
 * The prizes that an entry hits, in the order of the rules. The entry wins the first of them that is in stock; whether
 * one is, the caller knows. Each prize has a throw of its own: 53 bits of HMAC(secret, "instant|campaign|seal|prize") as
 * a fraction of 2^53, which has to be below 1 / oneIn. Whole numbers only, so that it comes out alike everywhere.
 */
export function drawInstantPrizes<Prize extends Pick<InstantPrize, 'id' | 'oneIn'>>(
  play: InstantPlay,
  prizes: readonly Prize[],
  { hmacSha256 }: Hashing,
): Prize[] {
  return prizes.filter(({ id, oneIn }) => {
    const digest = hmacSha256(play.secret, `instant|${play.campaignId}|${play.seal}|${id}`)
    const throw53 = BigInt(`0x${digest.slice(0, 14)}`) >> 3n
    return throw53 * BigInt(oneIn) < 1n << 53n
  })
}
