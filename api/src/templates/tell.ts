import { shoppers, templates, type outbox, type Sql } from '@tamaru/db'
import { spokenLanguage } from '@tamaru/domain'
import { queueMessage } from '../messages/queue-message.ts'
import type { Ports } from '../ports.ts'
import { composeMessage } from './compose-message.ts'
import type { Said } from './said.ts'

interface Telling extends Omit<Parameters<typeof outbox.write>[1], 'messages' | 'templates'> {
  say: readonly Said[]
}

/**
 * Has a person told something, in their language and in the account's own words where it has some: writes the message and
 * the job that sends it, in the caller's transaction. Returns the message's id, or undefined if it stands already.
 */
export async function tell(
  sql: Sql,
  { env }: Pick<Ports, 'env'>,
  { say, ...message }: Telling,
): Promise<string | undefined> {
  const { accountId, shopperId } = message
  const language = spokenLanguage((await shoppers.find(sql, accountId, shopperId))!)
  const own = await templates.findNewest(sql, accountId, [...say.map(({ kind }) => kind), 'photo_buttons'])
  const composed = say.map((said) => composeMessage(said, { language, liffId: env.LINE_LIFF_ID, own }))
  return queueMessage(sql, {
    ...message,
    messages: composed.map(({ message }) => message),
    templates: composed.map(({ template }) => template),
  })
}
