import { get } from '../api/request.ts'
import { sharedLoad } from '../ui/shared-load.ts'

export const usePoints = sharedLoad(() => get('/api/points'))
export const useEntries = sharedLoad(() => get('/api/entries'))
export const useSurvey = sharedLoad(() => get('/api/survey'))
export const useRewards = sharedLoad(() => get('/api/rewards'))
export const useCoupons = sharedLoad(() => get('/api/coupons'))
