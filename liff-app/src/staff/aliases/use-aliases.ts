import { computed, ref, watch } from 'vue'
import { get, request } from '../../api/request.ts'
import type { Alias, AliasState } from '../../api/staff-views.ts'
import { useStaff } from '../open-staff.ts'
import { useRun } from '../runs/use-run.ts'
import { usePages } from '../../ui/use-pages.ts'
import { useAct } from '../use-load.ts'
import { usePlace } from '../use-place.ts'

/** The candidates of one state, and the one that is open. */
export function useAliases() {
  const { place, go } = usePlace()
  const state = ref<AliasState>('open')
  const pages = usePages(
    (after) => get('/api/staff/aliases', { query: { state: state.value, after } }),
    ({ id }) => id,
  )
  const { data, problem, reload } = pages

  const position = computed(() =>
    Math.max(0, data.value?.findIndex(({ id }) => id === place.value.item) ?? 0),
  )
  const open = computed(() => data.value?.[position.value])

  function step(by: 1 | -1): void {
    const next = data.value?.[position.value + by]
    if (next) go({ item: next.id })
  }

  const asking = useAct()
  const { may } = useStaff()
  const replaying = useRun(
    'replay_alias',
    () => (open.value?.state === 'open' && may('reviewer') ? `alias:${open.value.id}` : undefined),
    reload,
  )
  const replay = ({ id }: Alias) =>
    asking.run(() => replaying.ask(() => request('POST', '/api/staff/aliases/:id/replay', { param: { id } })))

  /** Done with, it leaves the list, and the next one is open. */
  async function moveOn(decided: Promise<Alias>): Promise<void> {
    await decided
    const next = data.value?.[position.value + 1] ?? data.value?.[position.value - 1]
    go({ item: next?.id })
    await reload()
  }

  watch(state, () => {
    go({ item: undefined })
    pages.clear()
    void reload()
  })
  void reload()
  return {
    state,
    pages,
    aliases: data,
    problem,
    reload,
    open,
    step,
    replay,
    replaying: {
      run: replaying.run,
      underWay: replaying.underWay,
      busy: computed(() => asking.busy.value || replaying.underWay.value),
      problem: computed(() => asking.problem.value ?? replaying.problem.value),
    },
    accept: ({ id }: Alias, overrideReason: string | null) =>
      moveOn(request('POST', '/api/staff/aliases/:id/accept', { param: { id }, json: { overrideReason } })),
    dismiss: ({ id }: Alias, reason: string | null) =>
      moveOn(request('POST', '/api/staff/aliases/:id/dismiss', { param: { id }, json: { reason } })),
  }
}
