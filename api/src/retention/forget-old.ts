import {
  accesses,
  accounts,
  audiences,
  contacts,
  jobs,
  outbox,
  personImports,
  runs,
  surveys,
  webhookEvents,
} from '@tamaru/db'
import { RETENTION_KINDS, USUAL_RETENTION, type RetentionKind } from '@tamaru/domain'
import type { Ports } from '../ports.ts'
import { deleteOldPhotos } from './delete-old-photos.ts'

type Forgetting = Pick<Ports, 'db' | 'now' | 'photos'>
const DAY_MS = 24 * 3_600_000

/** How each kind goes: of one account, all of before. Returns how many. */
const FORGET: Readonly<
  Record<RetentionKind, (ports: Forgetting, accountId: string, before: Date) => Promise<number>>
> = {
  unanswered_chat: ({ db, now }, accountId, before) => webhookEvents.giveUp(db, accountId, before, now()),
  events: ({ db }, accountId, before) => webhookEvents.forgetOld(db, accountId, before),
  runs: ({ db }, accountId, before) => runs.forgetEnded(db, accountId, before),
  done_jobs: ({ db }, accountId, before) => jobs.forgetDone(db, accountId, before),
  accesses: ({ db }, accountId, before) => accesses.forgetOld(db, accountId, before),
  import_files: ({ db }, accountId, before) => personImports.forgetFiles(db, accountId, before),
  contacts: ({ db }, accountId, before) => contacts.forgetOld(db, accountId, before),
  audience_hashes: ({ db }, accountId, before) => audiences.forgetHashes(db, accountId, before),
  audiences: ({ db, now }, accountId, before) => audiences.endOld(db, accountId, { before, now: now() }),
  photos: deleteOldPhotos,
  message_words: ({ db }, accountId, before) => outbox.forgetWords(db, accountId, before),
  answer_words: ({ db }, accountId, before) => surveys.forgetWords(db, accountId, before),
}

/**
 * Lets go what the account keeps for a time, kind by kind (RETENTION in domain). One kind that fails keeps no other; the first
 * failure is thrown when all have been tried. Twice is harmless. Returns how many went of each that goes by time.
 */
export async function forgetOld(
  ports: Forgetting & Pick<Ports, 'env'>,
): Promise<Partial<Record<RetentionKind, number>>> {
  const { db, env, now } = ports
  const account = await accounts.findByLoginChannel(db, env.LINE_LOGIN_CHANNEL_ID)
  const gone: Partial<Record<RetentionKind, number>> = {}
  const failures: unknown[] = []
  const days = env.RETENTION_DAYS ?? USUAL_RETENTION
  for (const kind of account ? RETENTION_KINDS : []) {
    const kept = days[kind]
    if (kept === null) continue
    const before = new Date(now().getTime() - kept * DAY_MS)
    await FORGET[kind](ports, account!.id, before).then(
      (count) => (gone[kind] = count),
      (failure: unknown) => failures.push(new Error(`${kind}: ${String(failure)}`, { cause: failure })),
    )
  }
  if (failures.length > 0) throw failures[0]
  return gone
}
