/** What this process knows to be spent, so that a flood is refused without asking the database. */
export class SpentAllowances {
  readonly #spent = new Map<string, { wait_s: number; at: Date }>()

  wait_s(key: string, now: Date): number {
    const known = this.#spent.get(key)
    if (!known) return 0
    const passed_s = (now.getTime() - known.at.getTime()) / 1000
    // Before that moment: the clock was turned back, and the database knows better.
    return passed_s < 0 ? 0 : Math.max(0, known.wait_s - passed_s)
  }

  remember(key: string, wait_s: number, now: Date): void {
    if (this.#spent.size >= 10_000) this.#spent.clear()
    this.#spent.set(key, { wait_s, at: now })
  }
}
