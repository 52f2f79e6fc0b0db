import type { SimulationReport } from '@tamaru/domain'
import { computed, ref, shallowReactive, shallowRef, watchEffect } from 'vue'
import { request } from '../../../api/request.ts'
import { useAct } from '../../use-load.ts'
import { useDraft } from '../draft/use-draft.ts'
import { useCampaign } from '../use-campaign.ts'

interface Simulated {
  report: SimulationReport
  /** What was tried, to tell whether it is still what is written. */
  rules: string
}

/** The last of each campaign stays while one goes back to edit. */
const lasts = shallowReactive(new Map<string, Simulated>())

/** Tries what is written, saved or not, on the receipts that are stored. */
export function useSimulation() {
  const { campaign, url } = useCampaign()
  const { plain, faults } = useDraft()
  const { busy, problem, run } = useAct()
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
  const last = computed(() => (campaign.value ? lasts.get(campaign.value.id) : undefined))

  const simulate = () =>
    run(async () => {
      const rules = plain.value
      const id = campaign.value!.id
      const body = { rules, receipts: receipts.value, anyDates: anyDates.value }
      const report = await request<SimulationReport>('POST', `${url()}/simulate`, body)
      lasts.set(id, { report, rules: JSON.stringify(rules) })
    })

  return {
    receipts,
    anyDates,
    report: computed(() => last.value?.report),
    stale: computed(() => last.value !== undefined && last.value.rules !== written.value),
    faulty: computed(() => faults.value.length > 0),
    busy,
    problem,
    simulate,
  }
}
