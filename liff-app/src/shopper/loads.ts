import type { Coupons, EntrySummary, PointsView, RewardCatalogue, SurveyView } from '../api/views.ts'
import { get } from '../api/request.ts'
import { sharedLoad } from '../ui/shared-load.ts'

export const usePoints = sharedLoad(() => get<PointsView>('/api/points'))
export const useEntries = sharedLoad(() => get<{ entries: EntrySummary[] }>('/api/entries'))
export const useSurvey = sharedLoad(() => get<SurveyView>('/api/survey'))
export const useRewards = sharedLoad(() => get<RewardCatalogue>('/api/rewards'))
export const useCoupons = sharedLoad(() => get<Coupons>('/api/coupons'))
