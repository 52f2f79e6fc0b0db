import { ProblemError, type ProblemKind } from '@tamaru/domain'
import type { Context, MiddlewareHandler } from 'hono'
import type { AppEnv } from './app-env.ts'
import { declaredBytes } from './limit-body.ts'

/**
 * Lets a form of few parts through, and nothing that is no form. Fifteen megabytes of empty fields would be a hundred
 * thousand objects: they are counted by their boundary before anybody makes objects of them.
 */
export function limitParts(most: number, noForm: ProblemKind): MiddlewareHandler<AppEnv> {
  return async function limitParts(c, next) {
    const type = c.req.header('content-type') ?? ''
    const boundary = /^multipart\/form-data\s*;.*\bboundary=(?:"([^"]+)"|([^\s;"]+))/i.exec(type)
    if (!boundary) throw new ProblemError(noForm, 'the body is no multipart/form-data')
    const body = await readBody(c)
    const mark = `--${boundary[1] ?? boundary[2]}`
    let marks = 0
    // The last mark closes the form.
    for (let at = body.indexOf(mark); at >= 0; at = body.indexOf(mark, at + mark.length))
      if (++marks > most + 1) throw new ProblemError('invalid_request', `more than ${most} parts`)
    await next()
  }
}

/** The whole body, for the parser behind this too. Where its length is known, piece by piece into the one buffer. */
async function readBody(c: Context<AppEnv>): Promise<Buffer> {
  const bytes = declaredBytes(c.req.raw.headers)
  if (bytes === undefined || !c.req.raw.body) return Buffer.from(await c.req.arrayBuffer())
  const body = new Uint8Array(bytes)
  let at = 0
  for await (const piece of c.req.raw.body) {
    body.set(piece, at)
    at += piece.length
  }
  c.req.bodyCache.arrayBuffer = body.buffer
  return Buffer.from(body.buffer)
}
