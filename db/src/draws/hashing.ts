import type { Hashing } from '@tamaru/domain'
import { createHash, createHmac } from 'node:crypto'

/** The hash functions with which draws are worked out. */
export const hashing: Hashing = {
  sha256: (text) => createHash('sha256').update(text).digest('hex'),
  hmacSha256: (key, text) => createHmac('sha256', key).update(text).digest('hex'),
}
