import { CampaignRules, compareRules, type PrizeLaw, prizeLaw } from '@tamaru/domain'
import {
  computed,
  type InjectionKey,
  inject,
  onScopeDispose,
  provide,
  type Ref,
  ref,
  shallowRef,
  watch,
} from 'vue'
import { get } from '../../../api/request.ts'
import type { CampaignVersion, StaffCampaign } from '../../../api/staff-views.ts'
import { findFaults } from '../../form/find-faults.ts'
import type { Written } from '../../form/form-path.ts'
import { useAct } from '../../kit/use-act.ts'
import type { OpenCampaign } from '../use-campaign.ts'
import { mergeDrafts } from './merge-drafts.ts'
import { wholeDraft } from './whole-draft.ts'

/** A draft as it is being written, and the one on the server that it began with. */
interface Desk {
  base: Written
  revision: number
  rules: Ref<Written>
}

/** What is not saved stays while one looks elsewhere. */
const desks = new Map<string, Desk>()

/** The draft of the open campaign: written here, judged by `domain` with every key, saved when it is told to. */
export function openDraft({ campaign, saveDraft }: OpenCampaign) {
  const desk = shallowRef<Desk>()
  const running = shallowRef<CampaignVersion>()
  /** The campaign as somebody else saved it, while what is written here is not saved. */
  const theirs = shallowRef<StaffCampaign>()
  const { busy, problem, run, forget } = useAct()

  const rules = computed({
    get: () => desk.value?.rules.value ?? {},
    set: (written) => desk.value && (desk.value.rules.value = written),
  })
  const plain = computed(() => structuredPlain(rules.value))
  const faults = computed(() => (desk.value ? findFaults(CampaignRules, plain.value) : []))
  const parsed = computed(() => CampaignRules.safeParse(plain.value).data)
  const dirty = computed(() => desk.value !== undefined && !isSame(plain.value, desk.value.base))
  const law = useLatest(() => parsed.value && prizeLaw(parsed.value))
  const changes = computed(() =>
    running.value ? compareRules(running.value.rules, parsed.value ?? plain.value) : [],
  )

  function sitDown(now: StaffCampaign, written?: Written): void {
    const base = wholeDraft(now.draft.rules)
    const begun = { base, revision: now.revision, rules: ref(structuredClone(written ?? base)) }
    desks.set(now.id, begun)
    desk.value = begun
    theirs.value = undefined
    forget()
  }

  /** What the server has now meets what is written here. */
  function meet(now: StaffCampaign): void {
    desk.value = desks.get(now.id)
    if (!desk.value || !dirty.value) sitDown(now)
    else if (desk.value.revision !== now.revision) theirs.value = now
    if (now.version !== running.value?.version) void loadRunning(now)
  }

  async function loadRunning({ id, version }: StaffCampaign): Promise<void> {
    running.value = undefined
    if (version !== null)
      running.value = await get('/api/staff/campaigns/:id/versions/:version', {
        param: { id, version: `${version}` },
      })
  }

  async function save(): Promise<boolean> {
    const { revision } = desk.value!
    const sent = plain.value
    const saved = await run(async () => {
      const now = await saveDraft(revision, sent)
      // What was typed while it was on its way is not lost.
      sitDown(now, isSame(plain.value, sent) ? undefined : plain.value)
    })
    if (problem.value?.kind === 'draft_changed_meanwhile')
      theirs.value = await get('/api/staff/campaigns/:id', { param: { id: campaign.value!.id } })
    return saved
  }

  const conflict = computed(
    () =>
      theirs.value && {
        now: theirs.value,
        ...mergeDrafts(desk.value!.base, plain.value, wholeDraft(theirs.value.draft.rules)),
      },
  )

  watch(campaign, (now) => now && meet(now), { immediate: true })
  warnBeforeLeaving(() => dirty.value)
  const draft = {
    rules,
    plain,
    faults,
    parsed,
    dirty,
    law,
    running,
    changes,
    conflict,
    saving: busy,
    problem,
    save,
    discard: () => sitDown(campaign.value!),
    takeTheirs: () => sitDown(theirs.value!),
    merge: () => sitDown(theirs.value!, conflict.value!.rules),
  }
  provide(DRAFT, draft)
  return draft
}

export type OpenDraft = ReturnType<typeof openDraft>
const DRAFT: InjectionKey<OpenDraft> = Symbol('draft')

export function useDraft(): OpenDraft {
  return inject(DRAFT)!
}

/** The newest there was, and whether it is still of now: while rules have faults, the law cannot be told anew. */
function useLatest(tell: () => PrizeLaw | undefined) {
  const latest = shallowRef<PrizeLaw>()
  const stale = ref(false)
  watch(
    tell,
    (told) => {
      if (told) latest.value = told
      stale.value = told === undefined
    },
    { immediate: true },
  )
  return computed(() => latest.value && { ...latest.value, stale: stale.value })
}

function warnBeforeLeaving(isUnsaved: () => boolean): void {
  const warn = (event: BeforeUnloadEvent) => isUnsaved() && event.preventDefault()
  window.addEventListener('beforeunload', warn)
  onScopeDispose(() => window.removeEventListener('beforeunload', warn))
}

const structuredPlain = (written: Written) => JSON.parse(JSON.stringify(written)) as Written
/** Whatever the order of its members, in which a database has its own mind. */
const isSame = (a: unknown, b: unknown) => compareRules(a, b).length === 0
