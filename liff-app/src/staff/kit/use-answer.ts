import { useQuery, useQueryClient } from '@tanstack/vue-query'
import { computed, type MaybeRefOrGetter, toValue } from 'vue'
import type { AnswerOf, GivenTo, PathOf } from '../../api/contract.ts'
import { type ApiProblem, toProblem } from '../../api/problem.ts'
import { get } from '../../api/request.ts'

type Given<P extends PathOf<'GET'>> = GivenTo<'GET', P>[0]

/**
 * What a route answers: at once what it answered last, then what is there now. Asked anew after every act, when somebody
 * comes back to the tab, and when there is a connection again. Nothing is asked while `given` is null.
 */
export function useAnswer<P extends PathOf<'GET'>>(path: P, given?: MaybeRefOrGetter<Given<P> | null>) {
  const client = useQueryClient()
  const queryKey = computed(() => [path, toValue(given)] as const)
  const query = useQuery({
    queryKey,
    queryFn: () => get(path, ...([toValue(given)] as unknown as GivenTo<'GET', P>)),
    enabled: () => toValue(given) !== null,
    shallow: true,
  })
  return {
    data: query.data,
    problem: problemOf(query.error),
    reload: async () => void (await query.refetch()),
    /** Takes what an act has answered with. */
    replace: (answer: AnswerOf<'GET', P>) => client.setQueryData(queryKey.value, answer as never),
  }
}

export const problemOf = (error: { value: unknown }) =>
  computed((): ApiProblem | undefined => (error.value ? toProblem(error.value) : undefined))
