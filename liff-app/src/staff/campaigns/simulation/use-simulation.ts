import { computed, ref, shallowReactive, shallowRef, watch, watchEffect } from 'vue'
import { request } from '../../../api/request.ts'
import { useRun } from '../../runs/use-run.ts'
import { useAct } from '../../kit/use-act.ts'
import { useDraft } from '../draft/use-draft.ts'
import { useCampaign } from '../use-campaign.ts'

/** By run, what was tried, to tell whether it is still what is written. What was tried before a reload nobody knows. */
const tried = shallowReactive(new Map<string, string>())

/** Tries what is written, saved or not, on the receipts that are stored. */
export function useSimulation() {
  const { campaign, param } = useCampaign()
  const { plain, faults } = useDraft()
  const asking = useAct()
  const simulation = useRun('simulate_campaign', () => campaign.value && `campaign:${campaign.value.id}`)
  const { run } = simulation
  /** The one whose result is shown: the last that was done, until the next is. */
  const shown = shallowRef<typeof run.value>()
  watch(
    run,
    (now) => {
      if (!now || now.result) shown.value = now
    },
    { immediate: true },
  )
  const receipts = ref<'campaign' | 'account'>('campaign')
  const anyDates = ref(false)
  const asked = shallowRef<string>()

  // A campaign without entries of its own is tried on all that came, whatever its dates.
  watchEffect(() => {
    if (!campaign.value || asked.value === campaign.value.id) return
    asked.value = campaign.value.id
    receipts.value = campaign.value.counts.entries > 0 ? 'campaign' : 'account'
    anyDates.value = campaign.value.counts.entries === 0
  })

  const written = computed(() => JSON.stringify(plain.value))
  const simulate = () =>
    asking.run(async () => {
      const rules = plain.value
      const json = { rules, receipts: receipts.value, anyDates: anyDates.value }
      const { id } = await simulation.ask(() =>
        request('POST', '/api/staff/campaigns/:id/simulate', { param: param(), json }),
      )
      tried.set(id, JSON.stringify(rules))
    })

  /** What was tried in it; undefined where that was before this page was opened. */
  const last = computed(() => (shown.value ? tried.get(shown.value.id) : undefined))
  return {
    receipts,
    anyDates,
    run,
    report: computed(() => shown.value?.result ?? undefined),
    stale: computed(() => last.value !== undefined && last.value !== written.value),
    /** When it was worked out, where nobody knows any more what was written then. */
    earlier: computed(() => (last.value === undefined ? shown.value?.askedAt : undefined)),
    faulty: computed(() => faults.value.length > 0),
    busy: computed(() => asking.busy.value || simulation.underWay.value),
    underWay: simulation.underWay,
    problem: computed(() => asking.problem.value ?? simulation.problem.value),
    simulate,
  }
}
