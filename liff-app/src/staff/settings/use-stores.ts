import { get } from '../../api/request.ts'
import { sharedLoad } from '../../ui/shared-load.ts'

/** The stores of the account, or those that one is bound to. */
export const useStores = sharedLoad(async () => (await get('/api/staff/stores')).stores)
