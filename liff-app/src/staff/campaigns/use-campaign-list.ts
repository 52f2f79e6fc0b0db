import { useQueries } from '@tanstack/vue-query'
import { computed } from 'vue'
import { get, request } from '../../api/request.ts'
import { useWholeList } from '../kit/use-list.ts'

const ORDER = { published: 0, draft: 1, ended: 2 }
const PATH = '/api/staff/campaigns/:id' as const
const detailOf = (id: string) => get(PATH, { param: { id } })

/**
 * The campaigns, those that run first: whenever they were begun, so that all are needed to say so. Budget and counts come
 * in by themselves; what has ended is looked up only where somebody opens it, and a figure that does not come is a dash.
 */
export function useCampaignList() {
  const { data, problem, reload } = useWholeList('/api/staff/campaigns')
  const campaigns = computed(() => data.value?.toSorted((a, b) => ORDER[a.state] - ORDER[b.state]))
  const current = computed(() => campaigns.value?.filter(({ state }) => state !== 'ended') ?? [])
  const found = useQueries({
    queries: computed(() =>
      current.value.map(({ id }) => ({
        queryKey: [PATH, { param: { id } }],
        queryFn: () => detailOf(id),
      })),
    ),
    shallow: true,
  })
  const details = computed(
    () => new Map(found.value.flatMap(({ data }) => (data ? [[data.id, data] as const] : []))),
  )

  /** A new draft: empty, or with the rules of another campaign's draft. Returns its id. */
  async function begin(slug: string, copied: string | undefined): Promise<string> {
    const rules = copied ? (await detailOf(copied)).draft.rules : {}
    const { id } = await request('POST', '/api/staff/campaigns', { json: { slug, rules } })
    return id
  }

  return { list: { data: campaigns, problem, reload }, begin, details }
}
