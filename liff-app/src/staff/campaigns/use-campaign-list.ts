import { useQueries } from '@tanstack/vue-query'
import { computed, ref } from 'vue'
import { get, request } from '../../api/request.ts'
import { type SortOf, useList } from '../kit/use-list.ts'

const PATH = '/api/staff/campaigns/:id' as const
const detailOf = (id: string) => get(PATH, { param: { id } })

/**
 * The campaigns, those that run first. Budget and counts come in by themselves; what has ended is looked up only where
 * somebody opens it, and a figure that does not come is a dash.
 */
export function useCampaignList(asked: () => { state: 'kept' | 'archived'; label?: string }) {
  const order = ref<SortOf<'/api/staff/campaigns'>>()
  const list = useList('/api/staff/campaigns', () => ({ query: { ...asked(), sort: order.value } }))
  const current = computed(() => list.data.value?.filter(({ state }) => state !== 'ended') ?? [])
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

  return { list, order, begin, details }
}
