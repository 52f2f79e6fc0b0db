/** Milliseconds per step, and what is left of the photo's budget. */
export type Watch = {
  ms: Record<string, number>
  leftMs(): number
  time<T>(step: string, work: () => T | Promise<T>): Promise<T>
}

export function startWatch(budgetMs: number): Watch {
  const start = performance.now()
  const ms: Record<string, number> = {}
  return {
    ms,
    leftMs: () => Math.max(1, budgetMs - (performance.now() - start)),
    async time(step, work) {
      const from = performance.now()
      try {
        return await work()
      } finally {
        ms[step] = Math.round((ms[step] ?? 0) + performance.now() - from)
      }
    },
  }
}
