import { computed, readonly, ref, shallowReadonly, shallowRef } from 'vue'
import { type ApiProblem, toProblem } from '../api/problem.ts'

interface Page<T> {
  items: T[]
  next: string | null
}

/**
 * A list that the server answers page by page. `reload` asks anew for as much as is shown; a newer question makes the
 * answer to an older one void, and nothing stands there twice. What could not be loaded for want of a connection is loaded
 * when there is one.
 */
export function usePages<T, P extends Page<T>>(
  load: (after?: string) => Promise<P & Page<T>>,
  keyOf: (item: T) => unknown,
) {
  const data = shallowRef<T[]>()
  const head = shallowRef<P>()
  const next = ref<string | null>(null)
  const problem = shallowRef<ApiProblem>()
  const loading = ref(false)
  let asked = 0
  let newest: Promise<void> | undefined

  /** From a cursor on, behind what is known, until there are `atLeast` so many. */
  async function askOnce(known: readonly T[], atLeast: number, from: string | null): Promise<void> {
    const question = ++asked
    loading.value = true
    try {
      const byKey = new Map(known.map((item) => [keyOf(item), item]))
      let after = from
      do {
        const page = await load(after ?? undefined)
        if (question !== asked) return await newest
        for (const item of page.items) byKey.set(keyOf(item), item)
        after = page.next
        head.value = page
      } while (after !== null && byKey.size < atLeast)
      data.value = [...byKey.values()]
      next.value = after
      problem.value = undefined
    } catch (thrown) {
      if (question !== asked) return await newest
      problem.value = toProblem(thrown)
      if (problem.value.status === 0) window.addEventListener('online', reload, { once: true })
    } finally {
      if (question === asked) loading.value = false
    }
  }
  const ask = (...question: Parameters<typeof askOnce>) => (newest = askOnce(...question))
  const reload = () => ask([], data.value?.length ?? 0, null)

  return {
    /** What is shown; stays on screen while newer is on its way. */
    data: shallowReadonly(data),
    /** The newest answer, for what it says beside its items. */
    head: shallowReadonly(head),
    problem: shallowReadonly(problem),
    loading: readonly(loading),
    hasMore: computed(() => next.value !== null),
    reload,
    /** The page behind those that are shown. */
    more: () => ask(data.value ?? [], 0, next.value),
    /** Every page, for a choice among all. */
    reloadAll: () => ask([], Infinity, null),
    /** Another list is to be shown. */
    clear(): void {
      asked++
      newest = undefined
      data.value = head.value = undefined
      next.value = null
    },
  }
}

/** One list that several screens share. */
export function sharedPages<T, P extends Page<T>>(...given: Parameters<typeof usePages<T, P>>) {
  const pages = usePages(...given)
  return () => pages
}
