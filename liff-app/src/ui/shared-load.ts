import { readonly, type Ref, ref, shallowReadonly, shallowRef } from 'vue'
import { type ApiProblem, toProblem } from '../api/problem.ts'

export interface Loaded<T> {
  /** The newest answer; stays on screen while a newer one is on its way. */
  data: Readonly<Ref<T | undefined>>
  problem: Readonly<Ref<ApiProblem | undefined>>
  loading: Readonly<Ref<boolean>>
  reload(): Promise<void>
}

/**
 * One piece of the server's state that several screens share: going back to a screen shows at once what it showed. What
 * could not be loaded for want of a connection is loaded when there is one.
 */
export function sharedLoad<T>(load: () => Promise<T>): () => Loaded<T> {
  const data = shallowRef<T>()
  const problem = shallowRef<ApiProblem>()
  const loading = ref(false)
  let running: Promise<void> | undefined

  async function loadOnce() {
    loading.value = true
    try {
      data.value = await load()
      problem.value = undefined
    } catch (thrown) {
      problem.value = toProblem(thrown)
      if (problem.value.status === 0) window.addEventListener('online', reload, { once: true })
    } finally {
      loading.value = false
      running = undefined
    }
  }

  const reload = () => (running ??= loadOnce())
  return () => ({
    data: shallowReadonly(data),
    problem: shallowReadonly(problem),
    loading: readonly(loading),
    reload,
  })
}
