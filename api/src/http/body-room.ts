import { ProblemError } from '@tamaru/domain'
import type { RouteLimits } from './route-limits.ts'

const PATIENCE_MS = 20_000
/** One person sends one photo after another. */
export const SENT_AT_ONCE = 3
/** Looks at one photo after another, and leaves some half-way: a line that broke is noticed after two minutes. */
export const SHOWN_AT_ONCE = 12

export interface Body {
  limits: RouteLimits
  bytes: number
  whose: string
}

/**
 * The large bodies that this process holds now, by the limits that they came under, and those that wait for room; of one
 * person at most `atOnceOfOne`.
 */
export class BodyRoom {
  readonly #taken_bytes = new Map<RouteLimits, number>()
  readonly #ofOne = new Map<string, number>()
  readonly #waiting = new Map<Body, () => void>()
  readonly #atOnceOfOne: number
  constructor(atOnceOfOne: number) {
    this.#atOnceOfOne = atOnceOfOne
  }

  /**
   * Resolves when there is room for the body, in the order of coming: a large one is not overtaken for ever by small
   * ones. Give back what was taken, once. Refuses when there was no room for 20 seconds.
   */
  async take(body: Body): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    this.#waiting.set(body, resolve)
    this.#letIn()
    const timer = setTimeout(() => {
      if (this.#waiting.delete(body)) reject(new ProblemError('too_busy', 'no room', { wait_s: 10 }))
      this.#letIn()
    }, PATIENCE_MS)
    await promise.finally(() => clearTimeout(timer))
  }

  giveBack({ limits, bytes, whose }: Body): void {
    this.#add(limits, whose, -bytes, -1)
    this.#letIn()
  }

  #letIn(): void {
    const full = new Set<RouteLimits>()
    for (const [body, enter] of this.#waiting) {
      const { limits, bytes, whose } = body
      if (full.has(limits) || (this.#ofOne.get(whose) ?? 0) >= this.#atOnceOfOne) continue
      if ((this.#taken_bytes.get(limits) ?? 0) + bytes > (limits.room_bytes ?? Infinity)) full.add(limits)
      else {
        this.#waiting.delete(body)
        this.#add(limits, whose, bytes, 1)
        enter()
      }
    }
  }

  #add(limits: RouteLimits, whose: string, bytes: number, count: number): void {
    this.#taken_bytes.set(limits, (this.#taken_bytes.get(limits) ?? 0) + bytes)
    const ofOne = (this.#ofOne.get(whose) ?? 0) + count
    // Nobody's are not counted.
    if (whose && ofOne > 0) this.#ofOne.set(whose, ofOne)
    else this.#ofOne.delete(whose)
  }
}
