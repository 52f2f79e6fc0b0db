import { ProblemError } from '@tamaru/domain'
import { createMiddleware } from 'hono/factory'
import type { AppEnv } from './app-env.ts'
import { limitsOf } from './limits-of.ts'

/**
 * Refuses a body of more bytes than its route takes: by what its head says, before anything is read; and where the head
 * says nothing, as soon as one byte too many has come. Nothing is kept here: whoever is not let in has sent for nothing.
 */
export const limitBody = createMiddleware<AppEnv>(async function limitBody(c, next) {
  const { body_bytes, tooLarge } = limitsOf(c)
  const refusal = new ProblemError(tooLarge, `at most ${body_bytes} bytes`)
  const declared_bytes = declaredBytes(c.req.raw.headers)
  if (declared_bytes !== undefined) {
    if (declared_bytes <= body_bytes) return next()
    throw refusal
  }
  if (['GET', 'HEAD'].includes(c.req.method) || !c.req.raw.body) return next()

  let came_bytes = 0
  const counted = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      came_bytes += chunk.byteLength
      if (came_bytes > body_bytes) controller.error(refusal)
      else controller.enqueue(chunk)
    },
  })
  const init: RequestInit & { duplex: 'half' } = { body: c.req.raw.body.pipeThrough(counted), duplex: 'half' }
  c.req.raw = new Request(c.req.raw, init)
  await next()
  // Whoever read it has seen a broken body, and may have called it something else.
  if (came_bytes > body_bytes) throw refusal
})

/** Reads what the head says of the body's length; undefined where it is sent in pieces. */
export function declaredBytes(headers: Headers): number | undefined {
  if (headers.has('transfer-encoding')) return undefined
  const length = headers.get('content-length')
  return length === null ? undefined : Number(length)
}
