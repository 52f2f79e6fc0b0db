import type { Context } from 'hono'
import type { AppEnv } from './app-env.ts'

/**
 * Finds where a request comes from, by the header that the configuration trusts, counted from its end as many hops as there
 * are proxies: what stands further left was written by whoever calls. Without such a header by the socket.
 */
export function addressOf(c: Context<AppEnv>): string {
  const { TRUSTED_PROXY_HEADER, TRUSTED_PROXY_HOPS } = c.var.ports.env
  const told = TRUSTED_PROXY_HEADER && c.req.header(TRUSTED_PROXY_HEADER)?.split(',').at(-TRUSTED_PROXY_HOPS)
  return networkOf(told?.trim() || socketAddress(c) || 'unknown')
}

/** On Node only. */
function socketAddress(c: Context<AppEnv>): string | undefined {
  const { incoming } = (c.env ?? {}) as { incoming?: { socket?: { remoteAddress?: string } } }
  return incoming?.socket?.remoteAddress
}

/** One subscriber of IPv6 has a whole /64 to call from; IPv4 as it is, also where it is written inside of IPv6. */
export function networkOf(address: string): string {
  const mapped = /^::ffff:([\d.]+)$/i.exec(address)
  if (mapped) return mapped[1]!
  if (!address.includes(':')) return address
  const [head, tail] = address.split('::') as [string, string?]
  const [before, after] = [head, tail].map((part) => part?.split(':').filter(Boolean) ?? []) as [
    string[],
    string[],
  ]
  const leftOut = Array(Math.max(0, 8 - before.length - after.length)).fill('0') as string[]
  const network = [...before, ...leftOut, ...after]
    .slice(0, 4)
    .map((group) => group.toLowerCase().replace(/^0+(?=.)/, ''))
  return `${network.join(':')}::/64`
}
