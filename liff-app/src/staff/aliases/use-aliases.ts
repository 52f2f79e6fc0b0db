import { computed } from 'vue'
import { useRouter } from 'vue-router'
import { request } from '../../api/request.ts'
import type { Alias, AliasState } from '../../api/staff-views.ts'
import { useAct } from '../kit/use-act.ts'
import { useList } from '../kit/use-list.ts'
import { useStaff } from '../open-staff.ts'
import { useRun } from '../runs/use-run.ts'

/** The candidates of one state, and the one that is open: `id`, or the first. */
export function useAliases(place: () => { state: AliasState; id: string | undefined }) {
  const router = useRouter()
  const list = useList('/api/staff/aliases', () => ({ query: { state: place().state } }))
  const { data, reload } = list

  const position = computed(() => Math.max(0, data.value?.findIndex(({ id }) => id === place().id) ?? 0))
  const open = computed(() => data.value?.[position.value])
  const show = (there: Partial<ReturnType<typeof place>>) =>
    router.push({ name: 'aliases', params: { ...place(), ...there } })

  /** Behind the last that is shown comes the next page. */
  async function step(by: 1 | -1): Promise<void> {
    if (by === 1 && position.value + 1 === data.value?.length && list.hasMore.value) await list.more()
    const next = data.value?.[position.value + by]
    if (next) void show({ id: next.id })
  }

  const asking = useAct()
  const { may } = useStaff()
  const replaying = useRun(
    'replay_alias',
    () => (open.value?.state === 'open' && may('review') ? `alias:${open.value.id}` : undefined),
    reload,
  )
  const replay = ({ id }: Alias) =>
    asking.run(() => replaying.ask(() => request('POST', '/api/staff/aliases/:id/replay', { param: { id } })))

  /** Done with, it leaves the list, and the next one is open. */
  async function moveOn(decided: Promise<Alias>): Promise<void> {
    await decided
    const next = data.value?.[position.value + 1] ?? data.value?.[position.value - 1]
    void show({ id: next?.id })
  }

  return {
    list,
    open,
    show,
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
