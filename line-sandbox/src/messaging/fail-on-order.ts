import { setTimeout as sleep } from 'node:timers/promises'
import type { HttpBindings } from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { createMiddleware } from 'hono/factory'
import type { SandboxEnv } from '../sandbox-env.ts'
import type { World } from '../world.ts'
import { Refusal } from './refuse.ts'
import type { Failure } from './failure.ts'

const paths: [Failure['call'], RegExp][] = [
  ['reply', /\/message\/reply$/],
  ['push', /\/message\/push$/],
  ['content', /\/message\/\w+\/content$/],
  ['quota', /\/message\/quota$/],
]

/** Fails calls as `POST /__sandbox/failures` has ordered, the first order that fits first, each once. */
export function failOnOrder(world: World) {
  return createMiddleware<SandboxEnv>(async (c, next) => {
    const call = paths.find(([, path]) => path.test(c.req.path))?.[0]
    const at = world.failures.findIndex((failure) => failure.call === call)
    if (at < 0) return next()
    const [{ answer, taken, message, retryAfter_s }] = world.failures.splice(at, 1) as [Failure]
    if (taken) await next()
    if (answer === 'timeout') await sleep(120_000, undefined, { ref: false })
    if (typeof answer !== 'number') {
      ;(c.env as unknown as HttpBindings).incoming.socket.destroy()
      return RESPONSE_ALREADY_SENT
    }
    const headers = retryAfter_s === undefined ? {} : { 'retry-after': String(retryAfter_s) }
    // What the call itself has answered is replaced, not added to.
    c.res = undefined
    c.res = new Refusal(answer, message ?? `Failure ${answer} on order`, [], headers).toResponse()
    return undefined
  })
}
