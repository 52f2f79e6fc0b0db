import type { notices } from '@tamaru/db'
import { z } from 'zod'

export const NoticeView = z.object({
  accountName: z.string(),
  version: z.int(),
  publishedAt: z.iso.datetime(),
  terms: z.string(),
  privacy: z.string(),
  operator: z.string(),
  contact: z.string(),
})
export type NoticeView = z.infer<typeof NoticeView>

export function toNoticeView(accountName: string, notice: notices.PublishedNotice): NoticeView {
  return { ...notice, accountName, publishedAt: notice.publishedAt.toISOString() }
}
