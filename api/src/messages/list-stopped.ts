import { heldMessages, type SortedPageAsked, type staff } from '@tamaru/db'
import { shownName } from '@tamaru/domain'
import { z } from 'zod'
import type { Ports } from '../ports.ts'
import { freshSince } from './fresh-since.ts'
import { StoppedMessageList, type StoppedState } from './stopped-message-view.ts'
import { toPageView } from '../http/paging.ts'

const Bubble = z.looseObject({ altText: z.string().optional(), text: z.string().optional() })

/** Lists what has not gone out, or what was discarded, as staff see it. */
export async function listStopped(
  { db, now }: Pick<Ports, 'db' | 'now'>,
  person: staff.Staff,
  { state, ...asked }: SortedPageAsked<heldMessages.StoppedOrder> & { state: z.infer<typeof StoppedState> },
): Promise<z.infer<typeof StoppedMessageList>> {
  const { accountId } = person
  const [counts, stopped] = await Promise.all([
    heldMessages.countByReason(db, accountId, state),
    heldMessages.list(db, accountId, state, freshSince(now()), asked),
  ])
  const page = toPageView(stopped, ({ messages, createdAt, stoppedAt, shopperName, ...message }) => {
    const { altText, text } = Bubble.parse(messages[0])
    return {
      ...message,
      shopperName: shownName(person, shopperName),
      words: altText ?? text ?? '',
      createdAt: createdAt.toISOString(),
      stoppedAt: stoppedAt.toISOString(),
    }
  })
  return { counts, ...page }
}
