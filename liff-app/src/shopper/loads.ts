import type { EntrySummary, PointsView, SurveyView } from '../api/views.ts'
import { get } from '../api/request.ts'
import { sharedLoad } from '../ui/shared-load.ts'

export const usePoints = sharedLoad(() => get<PointsView>('/api/points'))
export const useEntries = sharedLoad(() => get<{ entries: EntrySummary[] }>('/api/entries'))
export const useSurvey = sharedLoad(() => get<SurveyView>('/api/survey'))
