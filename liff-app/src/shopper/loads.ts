import { get } from '../api/request.ts'
import { sharedLoad } from '../ui/shared-load.ts'
import { sharedPages } from '../ui/use-pages.ts'

const ofId = ({ id }: { id: string }) => id

export const usePoints = sharedLoad(() => get('/api/points'))
export const useEntries = sharedPages((after) => get('/api/entries', { query: { after } }), ofId)
export const usePointHistory = sharedPages((after) => get('/api/points/history', { query: { after } }), ofId)
export const useAdmission = sharedLoad(() => get('/api/me/admission'))
export const useSurvey = sharedLoad(() => get('/api/survey'))
export const useRewards = sharedPages((after) => get('/api/rewards', { query: { after } }), ofId)
export const useCoupons = sharedPages((after) => get('/api/coupons', { query: { after } }), ofId)
export const useMemberLinkLoad = sharedLoad(() => get('/api/me/member-link'))
