import { z } from 'zod'

const ofEntry = z.object({ entryId: z.uuid() })

/** Every kind of job there is, with what it carries. A kind is added here first: nobody can write or do another. */
export const jobKinds = {
  /** Reads an entry's photo. */
  read_receipt: ofEntry,
  /** Decides on an entry by its newest reading. */
  settle_entry: ofEntry,
  /** Runs what listens to a happening. `at` is the happening's own time, by which it is found. */
  react: z.object({ happeningId: z.string().regex(/^\d+$/), at: z.iso.datetime() }),
  /** As versions before happenings wrote it: tells of the approval, and so has reacted to it. Nothing writes it any more. */
  follow_up_credit: ofEntry,
  /** Answers what LINE told of a person: a photo, a text, a friendship. */
  handle_webhook_event: z.object({ webhookEventId: z.string() }),
  /** Sends one message of the outbox. */
  send_message: z.object({ messageId: z.uuid() }),
  /** Takes a photo out of the store, where no entry shows it any more. */
  delete_photo: z.object({ sha256: z.string() }),
  /** Tells a person of points that lapse on a day. */
  remind_expiry: z.object({ shopperId: z.uuid(), expiresOn: z.iso.date() }),
  /** Brings an audience at LINE a step on. */
  keep_line_audience: z.object({ lineAudienceId: z.uuid() }),
  /** Works out a run. */
  do_run: z.object({ runId: z.uuid() }),
} as const

export type JobKind = keyof typeof jobKinds
export type JobPayload<K extends JobKind> = z.infer<(typeof jobKinds)[K]>
/** A kind with its own payload: what may be written into the queue. */
export type JobToDo = { [K in JobKind]: { kind: K; payload: JobPayload<K> } }[JobKind]

/** Returns what a job of the kind carries. Throws where it carries something else. */
export function payloadOf<K extends JobKind>(kind: K, { payload }: { payload: unknown }): JobPayload<K> {
  return jobKinds[kind].parse(payload) as JobPayload<K>
}
