import { OpenAPIHono } from '@hono/zod-openapi'
import { ProblemError } from '@tamaru/domain'
import type { AppEnv } from './app-env.ts'

/** A router whose routes validate with the same schemas that make the API document. */
export function createRouter(): OpenAPIHono<AppEnv> {
  return new OpenAPIHono<AppEnv>({
    defaultHook(result) {
      if (result.success) return
      const faults = result.error.issues.map(
        (issue) => `${issue.path.join('.') || result.target}: ${issue.message}`,
      )
      throw new ProblemError('invalid_request', faults.join('; '))
    },
  })
}
