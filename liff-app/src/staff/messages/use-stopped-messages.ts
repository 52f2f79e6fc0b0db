import { computed, ref, watch } from 'vue'
import { get, request } from '../../api/request.ts'
import type { StoppedMessage } from '../../api/staff-views.ts'
import { useAct, useLoad } from '../use-load.ts'

export type StoppedState = 'held' | 'discarded'
const PATHS = {
  'send-again': '/api/staff/messages/send-again',
  discard: '/api/staff/messages/discard',
} as const
type Doing = keyof typeof PATHS

/** What has not gone out, which of it is chosen, and what can be done with that. */
export function useStoppedMessages() {
  const state = ref<StoppedState>('held')
  const { data, problem, reload } = useLoad(() =>
    get('/api/staff/messages', { query: { state: state.value } }),
  )
  const act = useAct()
  const chosenIds = ref(new Set<string>())
  const chosen = computed<StoppedMessage[]>(() =>
    (data.value?.messages ?? []).filter(({ id }) => chosenIds.value.has(id)),
  )
  const total = computed(() => (data.value?.counts ?? []).reduce((sum, { messages }) => sum + messages, 0))
  watch(state, () => {
    chosenIds.value.clear()
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
    chosenIds.value = new Set(yes ? data.value?.messages.map(({ id }) => id) : [])
  }

  return { state, data, problem, reload, total, chosen, chosenIds, choose, chooseAll, run, act }
}
