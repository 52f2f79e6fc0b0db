import { computed, ref, shallowRef, watch } from 'vue'
import { type ApiProblem, toProblem } from '../../api/problem.ts'
import { request } from '../../api/request.ts'
import type { TemplateKind, TemplatePreview, TemplateWords } from '../../api/staff-views.ts'
import { useAct } from '../kit/use-act.ts'
import { useAnswer } from '../kit/use-answer.ts'

const PATH = '/api/staff/templates/:kind' as const
/** So long somebody pauses who has typed a word to its end. */
const PAUSE_MS = 250

/** The words of one kind of message as they are saved and as they are typed, and what the typed ones would say. */
export function useTemplate(kind: TemplateKind) {
  const param = { kind }
  const template = useAnswer(PATH, { param })
  const versions = useAnswer(`${PATH}/versions`, { param, query: { limit: '20' } })
  const written = ref<TemplateWords>({ ja: {}, en: {} })
  const saved = computed(() => template.data.value?.words)
  const dirty = computed(() => saved.value !== undefined && !isSame(written.value, saved.value))
  const { busy, problem, run } = useAct()

  const take = (words: TemplateWords | undefined) =>
    (written.value = structuredClone(toPlain(words ?? { ja: {}, en: {} })))
  // What is typed stays when the same is loaded again.
  watch(saved, (now, before) => !isSame(now, before) && take(now), { immediate: true })

  const from = () => template.data.value!.version
  const save = () =>
    run(async () =>
      template.replace(await request('PUT', PATH, { param, json: { words: written.value, from: from() } })),
    )
  const reset = () =>
    run(async () =>
      template.replace(await request('POST', `${PATH}/reset`, { param, json: { from: from() } })),
    )
  const preview = usePreview(kind, written)
  return {
    template,
    versions,
    written,
    dirty,
    busy,
    problem,
    take,
    undo: () => take(saved.value),
    save,
    reset,
    preview,
  }
}

/** One question at a time, and next about what was typed meanwhile; until then the last answer stands. */
function usePreview(kind: TemplateKind, written: { value: TemplateWords }) {
  const told = shallowRef<{ by: string; preview: TemplatePreview }>()
  const problem = shallowRef<ApiProblem>()
  let asking = false

  async function ask(): Promise<void> {
    if (asking) return
    asking = true
    problem.value = undefined
    try {
      while (told.value?.by !== JSON.stringify(written.value)) {
        const words = toPlain(written.value)
        const preview = await request('POST', `${PATH}/preview`, { param: { kind }, json: { words } })
        told.value = { by: JSON.stringify(words), preview }
      }
    } catch (thrown) {
      problem.value = toProblem(thrown)
    } finally {
      asking = false
    }
  }
  watch(
    () => JSON.stringify(written.value),
    (_now, _before, onCleanup) => {
      const timer = setTimeout(() => void ask(), told.value ? PAUSE_MS : 0)
      onCleanup(() => clearTimeout(timer))
    },
  )
  const fresh = computed(() => told.value?.by === JSON.stringify(written.value))
  return { shown: computed(() => told.value?.preview), fresh, problem, ask }
}

const toPlain = (words: TemplateWords) => JSON.parse(JSON.stringify(words)) as TemplateWords
const isSame = (a: TemplateWords | undefined, b: TemplateWords | undefined) =>
  JSON.stringify(a) === JSON.stringify(b)
