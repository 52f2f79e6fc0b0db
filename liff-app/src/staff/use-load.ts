import { readonly, ref, shallowReadonly, shallowRef } from 'vue'
import { type ApiProblem, toProblem } from '../api/problem.ts'

/** What the server holds, for one screen. A newer question makes the answer to an older one void. */
export function useLoad<T>(load: () => Promise<T>) {
  const data = shallowRef<T>()
  const problem = shallowRef<ApiProblem>()
  let asked = 0

  async function reload(): Promise<void> {
    const question = ++asked
    try {
      const answer = await load()
      if (question !== asked) return
      data.value = answer
      problem.value = undefined
    } catch (thrown) {
      if (question === asked) problem.value = toProblem(thrown)
    }
  }

  return {
    data: shallowReadonly(data),
    problem: shallowReadonly(problem),
    reload,
    /** Where an act has answered with what is there now. */
    replace: (answer: T | undefined) => {
      asked++
      data.value = answer
    },
  }
}

/** Something that staff do and the server may refuse; one at a time. */
export function useAct() {
  const busy = ref(false)
  const problem = shallowRef<ApiProblem>()

  /** True where it was done. */
  async function run(act: () => Promise<unknown>): Promise<boolean> {
    if (busy.value) return false
    busy.value = true
    problem.value = undefined
    try {
      await act()
      return true
    } catch (thrown) {
      problem.value = toProblem(thrown)
      return false
    } finally {
      busy.value = false
    }
  }

  return {
    busy: readonly(busy),
    problem: shallowReadonly(problem),
    run,
    forget: () => (problem.value = undefined),
  }
}
