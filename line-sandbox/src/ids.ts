import { randomBytes, randomInt } from 'node:crypto'

export const isUserId = (value: unknown): value is string =>
  typeof value === 'string' && /^U[0-9a-f]{32}$/.test(value)

export const newUserId = () => `U${randomBytes(16).toString('hex')}`

export const newSecret = (bytes = 24) => randomBytes(bytes).toString('base64url')

/** LINE's message IDs are decimal strings that grow. */
let lastMessageId = 0n
export function newMessageId(): string {
  const fromClock = BigInt(Date.now()) * 100_000n + BigInt(randomInt(1_000))
  lastMessageId = fromClock > lastMessageId ? fromClock : lastMessageId + 1n
  return String(lastMessageId)
}

const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** `webhookEventId` is a ULID: 48 bits of time, 80 of chance. */
export function newUlid(at = Date.now()): string {
  let time = ''
  for (let rest = at, place = 0; place < 10; place++, rest = Math.floor(rest / 32))
    time = crockford[rest % 32] + time
  return time + Array.from(randomBytes(16), (byte) => crockford[byte % 32]).join('')
}

/** Whether somebody is one of the crowd: a person of the demo's world, who has a phone that nobody here plays. */
export const isOfCrowd = (userId: string): boolean => userId.startsWith('U5a70e1c0ffeefeed')
