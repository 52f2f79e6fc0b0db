import { computed, shallowReactive } from 'vue'
import { get, request } from '../../api/request.ts'
import type { CampaignSummary, StaffCampaign } from '../../api/staff-views.ts'
import { sharedPages } from '../../ui/use-pages.ts'

const ORDER = { published: 0, draft: 1, ended: 2 }
const detailOf = (id: string) => get('/api/staff/campaigns/:id', { param: { id } })

/** Budget and counts by campaign, as they come in: the list does not wait for them. */
const details = shallowReactive(new Map<string, StaffCampaign>())

const useSummaries = sharedPages(
  async (after) => {
    const page = await get('/api/staff/campaigns', { query: { after } })
    // What has ended is looked up only where somebody opens it.
    for (const { id, state } of page.items) if (state !== 'ended') void loadDetail(id)
    return page
  },
  ({ id }) => id,
)

/** A figure that does not come leaves a dash in the list. */
async function loadDetail(id: string): Promise<void> {
  await detailOf(id).then(
    (detail) => details.set(id, detail),
    () => {},
  )
}

/** The campaigns, those that run first. */
export function useCampaignList() {
  // Those that run stand at the head, whenever they were begun: all are needed to say so.
  const { data, problem, reloadAll: reload } = useSummaries()

  /** A new draft: empty, or with the rules of another campaign's draft. Returns its id. */
  async function begin(slug: string, copied: string | undefined): Promise<string> {
    const rules = copied ? (await detailOf(copied)).draft.rules : {}
    const { id } = await request('POST', '/api/staff/campaigns', { json: { slug, rules } })
    return id
  }

  const campaigns = computed(() => data.value?.toSorted((a, b) => ORDER[a.state] - ORDER[b.state]))
  return { campaigns, problem, reload, begin, detail: ({ id }: CampaignSummary) => details.get(id) }
}
