import { computed, ref, toValue, watch, type MaybeRefOrGetter } from 'vue'
import type { StampCount } from '../../api/views.ts'
import { rememberNumber, seenNumber } from '../frame/seen-number.ts'
import { useConfig, useShopper } from '../open-shopper.ts'

/** The stamps as they come onto the card: those that this phone has not shown yet are pressed one after the other. */
export function useStampArrival(stamps: MaybeRefOrGetter<StampCount>) {
  const shopperId = useShopper().value!.id
  const card = `stamps-${useConfig().campaign?.id}`
  const added = ref(0)

  watch(
    () => toValue(stamps).collected,
    (collected) => {
      // Fewer than before is a new card, or one that was taken back: nothing to celebrate here.
      added.value = Math.max(0, collected - (seenNumber(card, shopperId) ?? collected))
      rememberNumber(card, shopperId, collected)
    },
    { immediate: true },
  )
  return {
    added,
    /** Whether the n-th stamp, from 1, has just come. */
    isNew: computed(() => (n: number) => {
      const { collected } = toValue(stamps)
      return n <= collected && n > collected - added.value
    }),
  }
}
