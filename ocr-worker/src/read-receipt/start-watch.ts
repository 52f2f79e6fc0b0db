import type { Observe, ObservedStep, StepName, StepResults } from './observed-step.ts'

/** Milliseconds per step, and what is left of the photo's budget. Whoever observes is shown what each step came to. */
export type Watch = {
  ms: Record<string, number>
  leftMs(): number
  /** What is left of an equal share, for the first of so many photos, of what is left now. */
  shareMs(photos: number): () => number
  time<S extends StepName>(
    step: S,
    work: () => StepResults[S] | Promise<StepResults[S]>,
  ): Promise<StepResults[S]>
  /** A step that is over at once: shown, and not timed. */
  show<S extends StepName>(step: S, result: StepResults[S]): StepResults[S]
}

export function startWatch(budgetMs: number, observe?: Observe): Watch {
  const start = performance.now()
  const ms: Record<string, number> = {}
  const watch: Watch = {
    ms,
    leftMs: () => Math.max(0, budgetMs - (performance.now() - start)),
    shareMs(photos) {
      const kept = watch.leftMs() * (1 - 1 / photos)
      return () => Math.max(0, watch.leftMs() - kept)
    },
    async time(step, work) {
      const from = performance.now()
      const result = await work()
      ms[step] = Math.round((ms[step] ?? 0) + performance.now() - from)
      return watch.show(step, result)
    },
    show(step, result) {
      observe?.({ step, result } as ObservedStep)
      return result
    },
  }
  return watch
}
