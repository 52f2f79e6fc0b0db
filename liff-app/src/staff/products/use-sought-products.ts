import { ref, watch } from 'vue'
import type { Product } from '../../api/staff-views.ts'
import { type SortOf, useList } from '../kit/use-list.ts'

/** So long after the last key the list is asked for. */
const TYPING_MS = 200

export type ProductState = 'offered' | 'archived' | 'merged'

/** The products in a state, as far as they are like what somebody types. */
export function useSoughtProducts(
  state: () => ProductState = () => 'offered',
  also: () => { sort?: SortOf<'/api/staff/products'>; label?: string } = () => ({}),
) {
  const typed = ref('')
  const text = ref('')
  watch(typed, (now, _before, onCleanup) => {
    const timer = setTimeout(() => (text.value = now.trim()), TYPING_MS)
    onCleanup(() => clearTimeout(timer))
  })
  const list = useList('/api/staff/products', () => ({
    query: { state: state(), ...also(), ...(text.value && { text: text.value }) },
  }))
  return { typed, text, list }
}

/** What tells a product from others of its name, in one line. */
export const tellProduct = ({ jan, brand, category }: Pick<Product, 'jan' | 'brand' | 'category'>) =>
  [brand, category, jan].filter(Boolean).join('・')
