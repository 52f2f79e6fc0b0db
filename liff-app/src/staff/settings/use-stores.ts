import { useWholeList } from '../kit/use-list.ts'

/** The stores, all of them: they are chosen from, and named by their ids elsewhere. */
export const useStores = () => useWholeList('/api/staff/stores', { query: { limit: '200' } })
