import type { Purse } from '@tamaru/domain'
import { tellExpiry, tellPurse } from '../messages/tell-points.ts'
import type { Said } from '../templates/said.ts'

/** Tells what a person can spend, and what comes. */
export function balanceMessage(purse: Purse, nextExpiry: { points: number; expiresOn: string } | null): Said {
  const [usable, ...rest] = tellPurse(purse)
  const expiry = nextExpiry ? [tellExpiry(nextExpiry.points, nextExpiry.expiresOn)] : []
  const values = { usable: purse.usable, sums: [usable, ...rest], rest, expiry }
  return { kind: 'balance', values, link: '/points' }
}
