import type { ImportFaultKind } from '@tamaru/domain'
import type { LineClient } from '../line/line-client.ts'

/** Above so many, all friends are asked for at once, where LINE tells them. */
const FEW = 200
const ASKED_AT_ONCE = 8

/**
 * Asks LINE which of these user IDs it knows in this channel: those of another provider it does not. Returns why each that is
 * refused is.
 */
export async function findStrangers(
  line: LineClient,
  lineUserIds: readonly string[],
  tell: (done: number) => Promise<void>,
): Promise<Map<string, ImportFaultKind>> {
  const refused = new Map<string, ImportFaultKind>()
  let left = [...lineUserIds]
  if (left.length > FEW) {
    const told = await line.followers()
    if (told.outcome === 'followers') {
      const friends = new Set(told.userIds)
      left = left.filter((id) => !friends.has(id))
      if (left.length > FEW) {
        for (const id of left) refused.set(id, 'line_user_unknown')
        return refused
      }
    }
  }
  for (let from = 0; from < left.length; from += ASKED_AT_ONCE) {
    const some = left.slice(from, from + ASKED_AT_ONCE)
    await Promise.all(
      some.map(async (id) => {
        const { outcome } = await line.profile(id)
        if (outcome === 'unreachable') refused.set(id, 'line_user_unknown')
        if (outcome === 'unknown') refused.set(id, 'line_did_not_answer')
      }),
    )
    await tell(lineUserIds.length - left.length + from + some.length)
  }
  return refused
}
