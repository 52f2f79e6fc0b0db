import { chainsOf, type ReferenceKind } from '@tamaru/domain'
import { computed, ref } from 'vue'
import type { Store } from '../../api/staff-views.ts'
import { useWholeList } from '../kit/use-list.ts'
import { useSoughtProducts } from '../products/use-sought-products.ts'

interface Named {
  id: string
  name: string
}

/** A chain is told from the stores. */
const PATHS = {
  store: '/api/staff/stores',
  chain: '/api/staff/stores',
  tag: '/api/staff/tags',
  segment: '/api/staff/segments',
  audience: '/api/staff/audiences',
} as const

const plain = (text: string) => text.normalize('NFKC').toLowerCase()

/** The account's own things of a kind, as far as they are like what somebody types. Brands and categories are those of its products, chains those of its stores. */
export function useSoughtThings(of: ReferenceKind) {
  if (of === 'product' || of === 'brand' || of === 'category') return soughtGoods(of)
  const typed = ref('')
  const path = PATHS[of as keyof typeof PATHS]
  const list = useWholeList(path, { query: { limit: '200' } })
  const data = computed(() =>
    (of === 'chain' ? list.data.value && chainsOf(list.data.value as Store[]) : (list.data.value as Named[]))
      ?.map(({ id, name }) => ({ id, name }))
      .filter(({ name }) => plain(name).includes(plain(typed.value.trim()))),
  )
  return { typed, things: { ...list, data } }
}

function soughtGoods(of: 'product' | 'brand' | 'category') {
  const { typed, list } = useSoughtProducts()
  const data = computed(() => {
    const products = list.data.value
    if (!products || of === 'product') return products?.map(({ id, name }) => ({ id, name }))
    const names = products.flatMap((product) => product[of] ?? [])
    return [...new Set(names)].map((name) => ({ id: name, name }))
  })
  return { typed, things: { ...list, data } }
}
