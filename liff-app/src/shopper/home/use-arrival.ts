import { computed, ref, toValue, watch, type MaybeRefOrGetter } from 'vue'
import { rememberNumber, seenNumber } from '../frame/seen-number.ts'
import { fillJars } from '../jar/fill-jars.ts'
import { useCountUp } from '../jar/use-count-up.ts'
import { useShopper } from '../open-shopper.ts'

/**
 * The balance as it arrives: it starts from what this phone showed last and walks to what it is now, so points that a
 * member of staff credited overnight are seen coming in.
 */
export function useArrival(balance: MaybeRefOrGetter<number>) {
  const shopperId = useShopper().value!.id
  const goal = ref(seenNumber('balance', shopperId) ?? 0)
  const shown = useCountUp(goal, { from: goal.value })
  const arrived = ref(0)

  watch(
    () => toValue(balance),
    (now) => {
      const seen = seenNumber('balance', shopperId)
      arrived.value = seen === undefined ? 0 : Math.max(0, now - seen)
      goal.value = now
      rememberNumber('balance', shopperId, now)
    },
    { immediate: true },
  )
  return { shown, arrived, jars: computed(() => fillJars(goal.value)) }
}
