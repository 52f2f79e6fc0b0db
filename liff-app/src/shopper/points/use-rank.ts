import { computed } from 'vue'
import type { RankStanding } from '../../api/views.ts'
import { useFormat } from '../../ui/use-format.ts'
import { useWords } from '../words.ts'

/** A person's rank in words, and how far (0..1) they have come to the next. At the top the way is whole. */
export function useRank(standing: () => RankStanding) {
  const words = useWords()
  const format = useFormat()
  return {
    name: computed(() => words.value.points.ranks[standing().rank]),
    missing: computed(() => {
      const { next } = standing()
      if (!next) return words.value.points.rank.top
      return words.value.points.rank.missing(format.number(next.missing), words.value.points.ranks[next.rank])
    }),
    share: computed(() => {
      const { earned, next } = standing()
      return next ? Math.max(0, earned) / (Math.max(0, earned) + next.missing) : 1
    }),
  }
}
