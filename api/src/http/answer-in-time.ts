import { ProblemError } from '@tamaru/domain'
import { createMiddleware } from 'hono/factory'
import type { AppEnv } from './app-env.ts'
import { limitsOf } from './limits-of.ts'

/**
 * Answers for a handler that takes longer than its route may, a body that trickles in included. What the handler has
 * begun goes on to its end: every door is idempotent. A stream has been answered when its first byte goes out, so it is
 * not cut.
 */
export const answerInTime = createMiddleware<AppEnv>(async function answerInTime(c, next) {
  const { answer_s } = limitsOf(c)
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(() => {
    late.reject(new ProblemError('took_too_long', `${answer_s} s`, { wait_s: 30 }))
  }, answer_s * 1000)
  try {
    await Promise.race([next(), late.promise])
  } finally {
    clearTimeout(timer)
  }
})
