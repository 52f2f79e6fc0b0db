import { RankThresholds, type RankChange } from '@tamaru/domain'
import { computed, ref, shallowRef, watch, type Ref } from 'vue'
import { type ApiProblem, toProblem } from '../../api/problem.ts'
import { request } from '../../api/request.ts'
import { findFaults } from '../form/find-faults.ts'
import type { Written } from '../form/form-path.ts'
import { useAct } from '../kit/use-act.ts'
import { useAnswer } from '../kit/use-answer.ts'

const PATH = '/api/staff/settings/ranks' as const
/** So long somebody pauses who has typed a figure to its end. */
const PAUSE_MS = 250

/** The thresholds of the ranks as they are saved and as they are typed, and what the typed ones would do to the shoppers. */
export function useRanks() {
  const thresholds = useAnswer(PATH)
  const { data: saved, replace } = thresholds
  const written = ref<Written>({ silver: null, gold: null })
  const faults = computed(() => findFaults(RankThresholds, written.value))
  const typed = computed(() => RankThresholds.safeParse(written.value).data)
  const dirty = computed(() => saved.value !== undefined && !isSame(written.value, saved.value))
  const preview = usePreview(typed)
  const { busy, problem: saveProblem, run } = useAct()

  const undo = () => (written.value = { silver: null, gold: null, ...saved.value })
  // What is typed stays when the same is loaded again.
  watch(saved, (now, before) => !isSame(now, before) && undo(), { immediate: true })

  const save = () =>
    run(async () => {
      replace(await request('PUT', PATH, { json: typed.value! }))
      preview.renew()
    })
  return { thresholds, written, faults, dirty, preview, saving: busy, saveProblem, save, undo }
}

/**
 * Counting all shoppers takes the server a moment: it is asked one question at a time, and next about what was typed
 * meanwhile. Until then the last answer stands, and is not `fresh`.
 */
function usePreview(typed: Readonly<Ref<RankThresholds | undefined>>) {
  const told = shallowRef<{ by: RankThresholds; change: RankChange }>()
  const problem = shallowRef<ApiProblem>()
  const fresh = computed(() => told.value !== undefined && isSame(told.value.by, typed.value))
  let asking = false

  async function ask(): Promise<void> {
    if (asking) return
    asking = true
    problem.value = undefined
    try {
      while (typed.value && !fresh.value) {
        const by = typed.value
        told.value = { by, change: await request('POST', `${PATH}/preview`, { json: by }) }
      }
    } catch (thrown) {
      problem.value = toProblem(thrown)
    } finally {
      asking = false
    }
  }

  watch(typed, (_now, before, onCleanup) => {
    const timer = setTimeout(() => void ask(), before ? PAUSE_MS : 0)
    onCleanup(() => clearTimeout(timer))
  })
  return {
    change: computed(() => told.value?.change),
    fresh,
    problem,
    ask,
    /** What is saved is another now: shoppers are counted anew. */
    renew: () => {
      told.value = undefined
      void ask()
    },
  }
}

const isSame = (a: Written | RankThresholds | undefined, b: Written | RankThresholds | undefined) =>
  a?.silver === b?.silver && a?.gold === b?.gold
