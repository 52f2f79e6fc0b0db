import { ProblemError, type ProblemKind } from '@tamaru/domain'
import type { MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { AppEnv } from './app-env.ts'

/** Refuses a body of more bytes than this, whether it says so at its head or turns out so on the way. */
export function limitBody(maxSize: number, kind: ProblemKind, note?: string): MiddlewareHandler<AppEnv> {
  return bodyLimit({
    maxSize,
    onError(c) {
      // The rest of the body is never read: a caller who kept the line for the next request would find it cut.
      c.header('connection', 'close')
      throw new ProblemError(kind, note)
    },
  })
}
