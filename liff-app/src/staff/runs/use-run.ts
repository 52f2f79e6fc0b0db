import { useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, watch } from 'vue'
import { ApiProblem, toProblem } from '../../api/problem.ts'
import { get } from '../../api/request.ts'
import type { Run } from '../../api/staff-views.ts'

type RunOf<K extends Run['kind']> = Extract<Run, { kind: K }>

const PATH = '/api/staff/runs'
const LOOK_MS = 700
const isUnderWay = ({ state }: Run) => state === 'waiting' || state === 'running'

/**
 * The newest run of a kind about something that I asked for: found again when the page is opened anew, followed until it
 * has ended. `onDone` is told of one that ends here.
 */
export function useRun<K extends Run['kind']>(
  kind: K,
  subject: () => string | undefined,
  onDone: (run: RunOf<K>) => unknown = () => {},
) {
  const client = useQueryClient()
  const queryKey = computed(() => [PATH, kind, subject()] as const)
  const query = useQuery({
    queryKey,
    queryFn: async ({ queryKey: [, , about] }) =>
      (await get(PATH, { query: { kind, subject: about! } })).run as RunOf<K> | null,
    enabled: () => subject() !== undefined,
    // Who has no connection for a moment goes on asking.
    refetchInterval: ({ state: { data } }) => (data && isUnderWay(data) ? LOOK_MS : false),
    shallow: true,
  })
  const run = computed(() => query.data.value ?? undefined)
  const underWay = computed(() => run.value !== undefined && isUnderWay(run.value))
  watch(run, (now, before) => {
    const ended = before && isUnderWay(before) && before.id === now?.id
    if (ended && now.state === 'done') void onDone(now)
  })
  /** Why nobody can say how it goes. Whoever has not asked for anything misses nothing where this fails. */
  const lost = computed(() => {
    const problem = underWay.value && query.error.value ? toProblem(query.error.value) : undefined
    return problem && problem.status >= 400 && problem.status < 500 && problem.status !== 429
      ? problem
      : undefined
  })

  return {
    run,
    underWay,
    /** Why the last one failed, or why nobody can say. */
    problem: computed(() => lost.value ?? (run.value?.problem ? problemOf(run.value.problem) : undefined)),
    /** Throws what the server refuses: what is followed then stays. */
    async ask(send: () => Promise<Run>): Promise<Run> {
      const asked = await send()
      // What was on its way says nothing of it.
      await client.cancelQueries({ queryKey: queryKey.value })
      client.setQueryData(queryKey.value, asked as never)
      return asked
    },
  }
}

const problemOf = (problem: NonNullable<Run['problem']>) => new ApiProblem(problem.status, { ...problem })
