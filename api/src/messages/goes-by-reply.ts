import type { outbox } from '@tamaru/db'

/** Two calls at the client's time limit: the second tells what became of the first. */
const TWO_TRIES_MS = 20_000

/**
 * Tells whether a message goes by its reply token, which costs nothing: where enough of the token's life is left to try
 * again. A reply has no retry key, so only the same token can tell whether an earlier try was taken.
 */
export function goesByReply(
  {
    replyToken,
    replyUntil,
    maybeTaken,
  }: Pick<outbox.OutboxMessage, 'replyToken' | 'replyUntil' | 'maybeTaken'>,
  now: Date,
): boolean {
  const left_ms = (replyUntil?.getTime() ?? 0) - now.getTime()
  return replyToken !== null && (maybeTaken || left_ms >= TWO_TRIES_MS)
}
