import { entries, lineMessages, webhookEvents, type Sql } from '@tamaru/db'
import { endEntry } from '../entries/end-entry.ts'
import { deletePhotoLater } from '../photos/delete-photo.ts'

const OPEN: readonly entries.Entry['state'][] = ['received', 'reading', 'needs_review']

/**
 * Forgets a message that its sender took back: its words, and the photo that it carried. What LINE asks of whoever keeps
 * messages; also for those that come later, since LINE tells of them in any order.
 */
export async function takeBackMessage(
  sql: Sql,
  accountId: string,
  messageId: string,
  at: Date,
): Promise<void> {
  await webhookEvents.forgetMessage(sql, accountId, messageId)
  const { entryId } = await lineMessages.markUnsent(sql, accountId, messageId, at)
  if (entryId) await takeBackPhoto(sql, accountId, entryId, at)
}

/**
 * Takes an entry's photo back, where it stands nowhere in the chat any more and was not sent from the mini-app. An open
 * entry ends; a decided one stays as it is, with its points and all by which its receipt is known again.
 */
export async function takeBackPhoto(sql: Sql, accountId: string, entryId: string, at: Date): Promise<void> {
  const entry = (await entries.lock(sql, accountId, entryId))!
  if (entry.source !== 'chat' || (await lineMessages.isInChat(sql, accountId, entryId))) return
  if (OPEN.includes(entry.state)) await endEntry(sql, entry, { state: 'withdrawn' }, at)
  await entries.markUnsent(sql, accountId, entryId, at)
  await deletePhotoLater(sql, accountId, entry.photoSha256, at)
}
