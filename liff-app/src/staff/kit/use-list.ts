import { useInfiniteQuery, useQuery } from '@tanstack/vue-query'
import { computed, type MaybeRefOrGetter, toValue } from 'vue'
import type { AnswerOf, GivenTo, PathOf } from '../../api/contract.ts'
import { get } from '../../api/request.ts'
import { problemOf } from './use-answer.ts'

interface Page {
  items: unknown[]
  next: string | null
}
/** The routes that answer a list page by page. */
export type ListPath = {
  [P in PathOf<'GET'>]: AnswerOf<'GET', P> extends Page ? P : never
}[PathOf<'GET'>]
export type ItemOf<P extends ListPath> = Extract<AnswerOf<'GET', P>, Page>['items'][number]
type AskedOf<P extends ListPath> = NonNullable<GivenTo<'GET', P>[0]> extends { query?: infer Q } ? Q : never
/** In what a list can be put in order, and how it is asked: `-` before it from the end to the beginning. */
export type SortOf<P extends ListPath> = NonNullable<AskedOf<P> extends { sort?: infer S } ? S : never>
export type OrderOf<P extends ListPath> = Exclude<SortOf<P>, `-${string}`>
/** What a list is asked for by; where it goes on is this file's. */
type Given<P extends ListPath> = Partial<NonNullable<GivenTo<'GET', P>[0]>>

/**
 * A list that a route answers page by page: as much as was asked for, kept as new as `useAnswer` keeps things, nothing
 * in it twice.
 */
export function useList<P extends ListPath>(
  path: P,
  given: MaybeRefOrGetter<Given<P> | null> = {} as Given<P>,
  keyOf: (item: ItemOf<P>) => unknown = (item) => (item as { id: unknown }).id,
) {
  const query = useInfiniteQuery({
    queryKey: computed((): unknown[] => [path, 'pages', toValue(given)]),
    queryFn: ({ pageParam }) => pageOf(path, toValue(given), pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }: Page) => next ?? undefined,
    enabled: () => toValue(given) !== null,
    // Put in another order, it is the same list: it stays until it is there.
    placeholderData: (before, query) =>
      query && unsorted(query.queryKey) === unsorted([path, 'pages', toValue(given)]) ? before : undefined,
    shallow: true,
  })
  const pages = computed(() => query.data.value?.pages as AnswerOf<'GET', P>[] | undefined)
  return {
    data: computed(
      () =>
        pages.value &&
        once(
          pages.value.flatMap(({ items }) => items as ItemOf<P>[]),
          keyOf,
        ),
    ),
    /** The newest answer, for what it says beside its items. */
    head: computed(() => pages.value?.[0]),
    /** All answers so far, for what they say beside their items. */
    pages: computed(() => pages.value ?? []),
    problem: problemOf(query.error),
    loading: query.isFetchingNextPage,
    hasMore: query.hasNextPage,
    more: async () => void (await query.fetchNextPage()),
    reload: async () => void (await query.refetch()),
  }
}

/** All of a list, for a choice among all. */
export function useWholeList<P extends ListPath>(
  path: P,
  given: MaybeRefOrGetter<Given<P> | null> = {} as Given<P>,
) {
  const query = useQuery({
    queryKey: computed((): unknown[] => [path, 'whole', toValue(given)]),
    queryFn: async () => {
      const items: ItemOf<P>[] = []
      let after: string | undefined
      do {
        const page = await pageOf(path, toValue(given), after)
        items.push(...(page.items as ItemOf<P>[]))
        after = page.next ?? undefined
      } while (after !== undefined)
      return items
    },
    enabled: () => toValue(given) !== null,
    shallow: true,
  })
  return {
    data: query.data,
    problem: problemOf(query.error),
    reload: async () => void (await query.refetch()),
  }
}

async function pageOf<P extends ListPath>(path: P, given: unknown, after: string | undefined) {
  const { query, ...rest } = (given ?? {}) as { query?: object }
  return (await get(
    path,
    ...([{ ...rest, query: { ...query, after } }] as unknown as GivenTo<'GET', P>),
  )) as Page & AnswerOf<'GET', P>
}

const unsorted = (key: readonly unknown[]) =>
  JSON.stringify(key, (name, value: unknown) => (name === 'sort' ? undefined : value))

const once = <T>(items: T[], keyOf: (item: T) => unknown) => [
  ...new Map(items.map((item) => [keyOf(item), item])).values(),
]
