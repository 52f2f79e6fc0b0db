import { computed } from 'vue'
import { useRouter } from 'vue-router'
import { get } from '../api/request.ts'
import { ACTS } from './acts.ts'
import type { Command } from './kit/CommandPalette.vue'
import { useStaff } from './open-staff.ts'
import { STATES } from './review/states.ts'
import { useMenu } from './use-menu.ts'
import { useWords } from './words.ts'

const ID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/

/** All that this person can go to or do from anywhere: pages, acts, and an entry or a person whose id they have. */
export function useCommands() {
  const words = useWords()
  const router = useRouter()
  const { may } = useStaff()
  const { groups, maySee } = useMenu()
  const pages = computed((): Command[] =>
    groups.flatMap(({ id, pages }) =>
      pages.map(({ name }) => ({
        id: name,
        label: words.value.nav.pages[name],
        group: words.value.nav.groups[id],
        run: () => router.push({ name }),
      })),
    ),
  )
  const acts = computed((): Command[] =>
    ACTS.filter(({ page, right }) => maySee(page) && may(right)).map(({ name, page, ...given }) => ({
      id: name,
      label: words.value.acts[name],
      group: words.value.kit.acts,
      run: () => router.push({ name: page, query: given }),
    })),
  )
  /** Opens an entry in the queue that it stands in. */
  async function openEntry(entry: string) {
    const found = await get('/api/staff/entries/:id', { param: { id: entry } }).catch(() => undefined)
    const state = STATES.find((each) => each === found?.state)
    await router.push({ name: 'review', params: { state: state ?? STATES[0], entry } })
  }
  const sought = (typed: string): Command[] => {
    const id = typed.trim().toLowerCase()
    if (!ID.test(id)) return []
    const { toEntry, toCustomer } = words.value.acts
    const { review, customers } = words.value.nav.pages
    const openCustomer = () => router.push({ name: 'customer', params: { id } })
    return [
      ...(maySee('review')
        ? [{ id: `entry ${id}`, label: toEntry(id), group: review, run: () => openEntry(id) }]
        : []),
      ...(maySee('customers')
        ? [{ id: `customer ${id}`, label: toCustomer(id), group: customers, run: openCustomer }]
        : []),
    ]
  }
  return { commands: computed(() => [...pages.value, ...acts.value]), sought }
}
