import { ProblemError, type ProblemKind } from '@tamaru/domain'
import { MaxPartsExceededError, parseMultipart, type MultipartPart } from '@remix-run/multipart-parser'
import { createMiddleware } from 'hono/factory'
import type { AppEnv } from './app-env.ts'
import { declaredBytes } from './limit-body.ts'
import { readBytes } from '../bytes/read-bytes.ts'
import { limitsOf } from './limits-of.ts'

/**
 * Reads the one file `name` of a form. Refuses as `missing` what is no form, or has not one such file; and a form of more
 * than `parts` parts, before they become objects: fifteen megabytes of empty fields would be a hundred thousand.
 */
export function readFile(name: string, { parts, missing }: { parts: number; missing: ProblemKind }) {
  return createMiddleware<AppEnv>(async function readFile(c, next) {
    const type = c.req.header('content-type') ?? ''
    const found = /^multipart\/form-data\s*;.*\bboundary=(?:"([^"]+)"|([^\s;"]+))/i.exec(type)
    const boundary = found?.[1] ?? found?.[2]
    if (!boundary || !c.req.raw.body) throw new ProblemError(missing, 'the body is no multipart/form-data')
    const body_bytes = declaredBytes(c.req.raw.headers) ?? limitsOf(c).body_bytes
    const body = await readBytes(c.req.raw.body, body_bytes)
    try {
      const [part, ...more] = partsNamed(name, body, boundary, parts)
      if (!part?.isFile || more.length > 0) throw new ProblemError(missing)
      c.set('file', part.content[0] ?? new Uint8Array())
      await next()
    } finally {
      // Now, not when the garbage is next looked through: the next body is let in.
      body.buffer.transfer(0)
    }
  })
}

/** Of a body in one piece each part is in one piece: a view of it. */
function partsNamed(name: string, body: Uint8Array, boundary: string, most: number): MultipartPart[] {
  const sizes = { maxFileSize: body.length, maxTotalSize: body.length }
  try {
    const all = [...parseMultipart(body, { boundary, maxParts: most, ...sizes })]
    return all.filter((part) => part.name === name)
  } catch (error) {
    const why = error instanceof MaxPartsExceededError ? `more than ${most} parts` : String(error)
    throw new ProblemError('invalid_request', why)
  }
}
