import { get } from '../../api/request.ts'
import { sharedPages } from '../../ui/use-pages.ts'

const pages = sharedPages(
  (after) => get('/api/staff/stores', { query: { after, limit: '200' } }),
  ({ id }) => id,
)

/** The stores, all of them: they are chosen from, and named by their ids elsewhere. */
export function useStores() {
  const { data, problem, reloadAll } = pages()
  return { data, problem, reload: reloadAll }
}
