import { z } from 'zod'

/**
 * How long each kind is kept, in days; null: until its person leaves. At least `least`, where less would break a promise: LINE
 * brings events again for hours, jobs that are done keep their work from being done twice. Everything that is not here is
 * kept for good, or goes with its person.
 */
export const RETENTION = {
  /** What people wrote in the chat that nobody could answer. */
  unanswered_chat: { days: 7, least: 1 },
  /** That an event came from LINE. */
  events: { days: 30, least: 2 },
  /** What a run came to. */
  runs: { days: 7, least: 1 },
  /** Jobs that are done: ids. */
  done_jobs: { days: 30, least: 15 },
  /** Who of the staff looked at whom. */
  accesses: { days: 365, least: 30 },
  /** Files of people as staff sent them, with what was wrong in them. */
  import_files: { days: 7, least: 1 },
  /** E-mail addresses, phone and member numbers, from when they were told. */
  contacts: { days: null, least: 1 },
  /** Keyed hashes of uploaded lists whose people are not held. */
  audience_hashes: { days: 30, least: 1 },
  /** Uploaded lists, with whom they found. */
  audiences: { days: 180, least: 1 },
  /** The bytes of photos whose entries are decided. */
  photos: { days: null, least: 30 },
  /** The words of messages that were sent or discarded. */
  message_words: { days: null, least: 30 },
  /** What people wrote in a survey; the score stays. */
  answer_words: { days: null, least: 30 },
} as const satisfies Record<string, { days: number | null; least: number }>

export type RetentionKind = keyof typeof RETENTION
export const RETENTION_KINDS = Object.keys(RETENTION) as [RetentionKind, ...RetentionKind[]]
export type RetentionDays = Readonly<Record<RetentionKind, number | null>>

const USUAL = Object.fromEntries(
  RETENTION_KINDS.map((kind) => [kind, RETENTION[kind].days]),
) as unknown as RetentionDays

/** Reads days by kind, such as "photos=365 accesses=730"; what is not named is as usual. */
export const RetentionDays = z.string().transform((text, context): RetentionDays => {
  const named = text.split(/[\s,]+/).filter((part) => part !== '')
  const given = named.map((part) => {
    const [kind = '', days = ''] = part.split('=')
    const rule = Object.hasOwn(RETENTION, kind) ? RETENTION[kind as RetentionKind] : undefined
    if (!rule || !/^\d{1,5}$/.test(days) || Number(days) < rule.least) {
      const message = rule ? `${kind}: at least ${rule.least} days` : `one of ${RETENTION_KINDS.join(', ')}`
      context.addIssue({ code: 'custom', message: `${part}: ${message}` })
    }
    return [kind, Number(days)]
  })
  return { ...USUAL, ...(Object.fromEntries(given) as Partial<RetentionDays>) }
})

/** What holds where nothing is set. */
export const USUAL_RETENTION: RetentionDays = USUAL
