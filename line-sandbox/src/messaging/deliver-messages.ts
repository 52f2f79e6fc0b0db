import { newMessageId } from '../ids.ts'
import type { ChatItem, Message, Person } from '../state.ts'
import type { World } from '../world.ts'

export type SentMessage = { id: string; quoteToken: string }

const sevenDays = 7 * 86_400_000

/** Friends, and people who wrote within seven days without having blocked the account. */
const isReachable = (person: Person) =>
  person.friend === 'friend' ||
  (person.friend === 'none' && Date.now() - (person.lastWroteAt ?? -Infinity) < sevenDays)

/** What LINE answers a send with: one ID for each message, whether or not anyone got it. */
export const nameMessages = (messages: Message[]): SentMessage[] =>
  messages.map(() => ({ id: newMessageId(), quoteToken: `q${newMessageId()}` }))

/** Puts the messages into each person's chat and counts them; who cannot be reached is passed over in silence, as by LINE. */
export function deliverMessages(
  world: World,
  to: Person[],
  messages: Message[],
  by: ChatItem['by'],
  sent: SentMessage[],
): void {
  for (const person of to.filter(isReachable)) {
    const chat = (world.state.chats[person.userId] ??= [])
    messages.forEach((message, at) => {
      chat.push({ id: sent[at]!.id, at: Date.now(), from: 'account', by, message })
    })
    if (by !== 'reply') world.state.delivered[by] = (world.state.delivered[by] ?? 0) + 1
    world.publish({ type: 'chat', userId: person.userId })
  }
}

/** Counted messages since the start; LINE's figure is of the month. */
export const totalUsage = (world: World) =>
  Object.values(world.state.delivered).reduce((sum, count) => sum + count, 0)

export function exceedsQuota(world: World, recipients: number): boolean {
  const { type, value } = world.state.quota
  return type === 'limited' && totalUsage(world) + recipients > (value ?? Infinity)
}
