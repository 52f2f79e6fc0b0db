/** Questions that this process puts to LINE at once. Whoever comes meanwhile waits for a turn. */
const AT_ONCE = 8

/** Turns at asking LINE. */
export class Turns {
  #free = AT_ONCE
  readonly #waiting: (() => void)[] = []

  async take<T>(ask: () => Promise<T>): Promise<T> {
    if (this.#free > 0) this.#free--
    else await new Promise<void>((resolve) => this.#waiting.push(resolve))
    try {
      return await ask()
    } finally {
      const next = this.#waiting.shift()
      if (next) next()
      else this.#free++
    }
  }
}
