import { computed, ref, watch } from 'vue'
import { get, request } from '../../api/request.ts'
import type { Alias, AliasList, AliasState } from '../../api/staff-views.ts'
import { useAct, useLoad } from '../use-load.ts'
import { usePlace } from '../use-place.ts'

/** The candidates of one state, and the one that is open. */
export function useAliases() {
  const { place, go } = usePlace()
  const state = ref<AliasState>('open')
  const { data, problem, reload, replace } = useLoad(
    async () => (await get<AliasList>(`/api/staff/aliases?state=${state.value}`)).aliases,
  )
  const replaying = useAct()

  const position = computed(() =>
    Math.max(0, data.value?.findIndex(({ id }) => id === place.value.item) ?? 0),
  )
  const open = computed(() => data.value?.[position.value])

  function step(by: 1 | -1): void {
    const next = data.value?.[position.value + by]
    if (next) go({ item: next.id })
  }

  const replay = (alias: Alias) =>
    replaying.run(async () => {
      const answer = await request<Alias>('POST', `/api/staff/aliases/${alias.id}/replay`)
      replace(data.value?.map((one) => (one.id === answer.id ? answer : one)))
    })

  /** Done with, it leaves the list, and the next one is open. */
  async function decide(alias: Alias, act: 'accept' | 'dismiss', body: object): Promise<void> {
    await request('POST', `/api/staff/aliases/${alias.id}/${act}`, body)
    const next = data.value?.[position.value + 1] ?? data.value?.[position.value - 1]
    go({ item: next?.id })
    await reload()
  }

  watch(state, () => {
    go({ item: undefined })
    replace(undefined)
    void reload()
  })
  void reload()
  return { state, aliases: data, problem, reload, open, step, replay, replaying, decide }
}
