import type { entries } from '@tamaru/db'

type Round = Pick<entries.Entry, 'id' | 'round'>

/** The natural key of an entry's credit. Each round has one of its own: what was taken back is not the credit that follows. */
export const creditKey = ({ id, round }: Round): string => `entry:${id}:credit${suffix(round)}`

/** The natural key of what takes that credit back. */
export const clawBackKey = ({ id, round }: Round): string => `entry:${id}:claw_back${suffix(round)}`

const suffix = (round: number) => (round === 1 ? '' : `:${round}`)
