import { ProblemError } from '@tamaru/domain'
import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import { setTimeout as sleep } from 'node:timers/promises'
import type { AppEnv } from './app-env.ts'
import { declaredBytes } from './limit-body.ts'
import { limitsOf, type RouteLimits } from './route-limits.ts'

const PATIENCE_MS = 20_000
const LOOK_EVERY_MS = 100
/** One person sends one photo after another. */
const AT_ONCE_OF_ONE = 3

/** The large bodies that this process holds now, by the limits that they came under. */
export class BodyRoom {
  readonly #taken_bytes = new Map<RouteLimits, number>()
  readonly #ofOne = new Map<string, number>()

  /** Takes `bytes` for `whose`, if there is room for them. Give back what was taken, once. */
  take(limits: RouteLimits, bytes: number, whose: string): boolean {
    const [taken_bytes, ofOne] = [this.#taken_bytes.get(limits) ?? 0, this.#ofOne.get(whose) ?? 0]
    if (taken_bytes + bytes > (limits.room_bytes ?? Infinity) || ofOne >= AT_ONCE_OF_ONE) return false
    this.#taken_bytes.set(limits, taken_bytes + bytes)
    if (whose) this.#ofOne.set(whose, ofOne + 1)
    return true
  }

  giveBack(limits: RouteLimits, bytes: number, whose: string): void {
    this.#taken_bytes.set(limits, this.#taken_bytes.get(limits)! - bytes)
    const left = (this.#ofOne.get(whose) ?? 0) - 1
    if (left > 0) this.#ofOne.set(whose, left)
    else this.#ofOne.delete(whose)
  }
}

/**
 * Stands behind the login of a route that takes large bodies. Lets a body in when there is room for it in memory; until
 * then it stays unread, in the sender's hands. Who waits too long is asked to come again.
 */
export const holdBody = createMiddleware<AppEnv>(async function holdBody(c, next) {
  const { bodyRoom } = c.var
  const limits = limitsOf(c)
  const bytes = declaredBytes(c.req.raw.headers) ?? limits.body_bytes
  const whose = ownerOf(c)
  for (let waited_ms = 0; !bodyRoom.take(limits, bytes, whose); waited_ms += LOOK_EVERY_MS) {
    if (waited_ms >= PATIENCE_MS) throw new ProblemError('too_busy', 'no room for the body', { wait_s: 10 })
    await sleep(LOOK_EVERY_MS)
  }
  try {
    await next()
  } finally {
    bodyRoom.giveBack(limits, bytes, whose)
  }
})

function ownerOf(c: Context<AppEnv>): string {
  return c.var.shopper?.id ?? c.var.staff?.id ?? ''
}
