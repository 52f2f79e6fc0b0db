import { ProblemError, type ProblemKind } from '@tamaru/domain'
import type { MiddlewareHandler } from 'hono'
import type { AppEnv } from './app-env.ts'

/**
 * Lets a form of few parts through, and nothing that is no form. Fifteen megabytes of empty fields would be a hundred thousand objects: they are
 * counted by their boundary before anybody makes objects of them.
 */
export function limitParts(most: number, noForm: ProblemKind): MiddlewareHandler<AppEnv> {
  return async function limitParts(c, next) {
    const type = c.req.header('content-type') ?? ''
    const boundary = /^multipart\/form-data\s*;.*\bboundary=(?:"([^"]+)"|([^\s;"]+))/i.exec(type)
    if (!boundary) throw new ProblemError(noForm, 'the body is no multipart/form-data')
    const body = Buffer.from(await c.req.arrayBuffer())
    const mark = `--${boundary[1] ?? boundary[2]}`
    let marks = 0
    // The last mark closes the form.
    for (let at = body.indexOf(mark); at >= 0; at = body.indexOf(mark, at + mark.length))
      if (++marks > most + 1) throw new ProblemError('invalid_request', `more than ${most} parts`)
    await next()
  }
}
