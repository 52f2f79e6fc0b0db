import { computed, ref, watch } from 'vue'
import { get, request } from '../../api/request.ts'
import type { StoppedMessage } from '../../api/staff-views.ts'
import { usePages } from '../../ui/use-pages.ts'
import { useAct } from '../use-load.ts'

export type StoppedState = 'held' | 'discarded'
const PATHS = {
  'send-again': '/api/staff/messages/send-again',
  discard: '/api/staff/messages/discard',
} as const
type Doing = keyof typeof PATHS

/** What has not gone out, which of it is chosen, and what can be done with that. */
export function useStoppedMessages() {
  const state = ref<StoppedState>('held')
  const pages = usePages(
    (after) => get('/api/staff/messages', { query: { state: state.value, after } }),
    ({ id }) => id,
  )
  const { data, problem, reload } = pages
  const counts = computed(() => pages.head.value?.counts ?? [])
  const act = useAct()
  const chosenIds = ref(new Set<string>())
  const chosen = computed<StoppedMessage[]>(() =>
    (data.value ?? []).filter(({ id }) => chosenIds.value.has(id)),
  )
  const total = computed(() => counts.value.reduce((sum, { messages }) => sum + messages, 0))
  watch(state, () => {
    chosenIds.value.clear()
    pages.clear()
    void reload()
  })

  /** How many it was done to; undefined where it was refused. */
  async function run(doing: Doing): Promise<number | undefined> {
    const messageIds = chosen.value.map(({ id }) => id)
    let done: number | undefined
    await act.run(async () => {
      ;({ done } = await request('POST', PATHS[doing], { json: { messageIds } }))
    })
    chosenIds.value.clear()
    await reload()
    return done
  }

  function choose(id: string, yes: boolean): void {
    if (yes) chosenIds.value.add(id)
    else chosenIds.value.delete(id)
  }
  function chooseAll(yes: boolean): void {
    chosenIds.value = new Set(yes ? data.value?.map(({ id }) => id) : [])
  }

  return {
    state,
    pages,
    data,
    counts,
    problem,
    reload,
    total,
    chosen,
    chosenIds,
    choose,
    chooseAll,
    run,
    act,
  }
}
