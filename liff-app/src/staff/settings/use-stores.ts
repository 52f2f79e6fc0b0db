import { get } from '../../api/request.ts'
import type { StoreList } from '../../api/staff-views.ts'
import { sharedLoad } from '../../ui/shared-load.ts'

/** The stores of the account, or those that one is bound to. */
export const useStores = sharedLoad(async () => (await get<StoreList>('/api/staff/stores')).stores)
