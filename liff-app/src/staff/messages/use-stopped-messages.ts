import { computed, ref, watch } from 'vue'
import { request } from '../../api/request.ts'
import { useAct } from '../kit/use-act.ts'
import { type SortOf, useList } from '../kit/use-list.ts'

export type StoppedState = 'held' | 'discarded'
const PATHS = {
  'send-again': '/api/staff/messages/send-again',
  discard: '/api/staff/messages/discard',
} as const

/** What has not gone out, which of it is chosen, and what can be done with that. */
export function useStoppedMessages(state: () => StoppedState) {
  const order = ref<SortOf<'/api/staff/messages'>>()
  const list = useList('/api/staff/messages', () => ({
    // What waits longest, or was discarded last, is at the head.
    query: { state: state(), sort: order.value ?? (state() === 'held' ? 'stopped' : '-stopped') },
  }))
  const counts = computed(() => list.head.value?.counts ?? [])
  const act = useAct()
  const chosenIds = ref<readonly string[]>([])
  const chosen = computed(() => list.data.value?.filter(({ id }) => chosenIds.value.includes(id)) ?? [])
  watch(state, () => (chosenIds.value = []))

  /** How many it was done to; undefined where it was refused. */
  async function run(doing: keyof typeof PATHS): Promise<number | undefined> {
    const messageIds = chosen.value.map(({ id }) => id)
    let done: number | undefined
    await act.run(async () => {
      ;({ done } = await request('POST', PATHS[doing], { json: { messageIds } }))
    })
    if (done !== undefined) chosenIds.value = []
    return done
  }

  return { list, order, counts, chosen, chosenIds, run, act }
}
