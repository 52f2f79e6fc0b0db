import { computed, onScopeDispose, shallowRef, watch } from 'vue'
import { ApiProblem, toProblem } from '../../api/problem.ts'
import { get } from '../../api/request.ts'
import type { Run } from '../../api/staff-views.ts'

type RunOf<K extends Run['kind']> = Extract<Run, { kind: K }>

const FIRST_LOOK_MS = 300
const LONGEST_PAUSE_MS = 2_000

/**
 * The newest run of a kind about something that I asked for: found again when the page is opened anew, followed until it
 * has ended. `onDone` is told of one that ends here.
 */
export function useRun<K extends Run['kind']>(
  kind: K,
  subject: () => string | undefined,
  onDone: (run: RunOf<K>) => unknown = () => {},
) {
  const run = shallowRef<RunOf<K>>()
  const lost = shallowRef<ApiProblem>()
  /** What is followed now: whatever was followed before is left. */
  let followed = 0
  onScopeDispose(() => followed++)

  async function follow(asked: () => Promise<Run | null>): Promise<void> {
    const mine = ++followed
    const found = (await asked()) as RunOf<K> | null
    if (mine !== followed) return
    run.value = found ?? undefined
    lost.value = undefined
    if (found && isUnderWay(found)) void poll(found.id, mine)
  }

  async function poll(id: string, mine: number): Promise<void> {
    for (let pause_ms = FIRST_LOOK_MS; ; pause_ms = Math.min(LONGEST_PAUSE_MS, pause_ms * 1.5)) {
      await new Promise((resolve) => setTimeout(resolve, pause_ms))
      if (mine !== followed) return
      const now = await get('/api/staff/runs/:id', { param: { id } }).catch(toProblem)
      if (mine !== followed) return
      // Who has no connection for a moment goes on asking.
      if (now instanceof ApiProblem && (now.status === 0 || now.status >= 500 || now.status === 429)) continue
      if (now instanceof ApiProblem) return void (lost.value = now)
      run.value = now as RunOf<K>
      if (isUnderWay(now)) continue
      if (now.state === 'done') void onDone(now as RunOf<K>)
      return
    }
  }

  const isUnderWay = ({ state }: Run) => state === 'waiting' || state === 'running'

  watch(
    subject,
    (about) => {
      run.value = undefined
      if (!about) return void followed++
      // Whoever has not asked for anything misses nothing where this fails.
      follow(async () => (await get('/api/staff/runs', { query: { kind, subject: about } })).run).catch(
        () => {},
      )
    },
    { immediate: true },
  )

  return {
    run,
    underWay: computed(() => run.value !== undefined && isUnderWay(run.value)),
    /** Why the last one failed, or why nobody can say. */
    problem: computed(() => lost.value ?? (run.value?.problem ? problemOf(run.value.problem) : undefined)),
    /** Throws what the server refuses. */
    async ask(send: () => Promise<Run>): Promise<void> {
      // One that is refused leaves what is followed.
      const asked = await send()
      await follow(() => Promise.resolve(asked))
    },
  }
}

const problemOf = (problem: NonNullable<Run['problem']>) => new ApiProblem(problem.status, { ...problem })
