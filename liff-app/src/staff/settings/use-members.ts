import { get } from '../../api/request.ts'
import { sharedPages } from '../../ui/use-pages.ts'

export const useMembers = sharedPages(
  (after) => get('/api/staff', { query: { after } }),
  ({ id }) => id,
)
