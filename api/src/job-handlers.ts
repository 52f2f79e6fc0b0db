import type { JobRunner } from '@tamaru/db'
import type { JobKind } from '@tamaru/domain'
import { followUpCredit } from './entries/follow-up-credit.ts'
import { leaveToStaff } from './entries/leave-to-staff.ts'
import { settleEntry } from './entries/settle-entry.ts'
import { handleWebhookEvent } from './line-webhook/handle-webhook-event.ts'
import { sendMessage } from './messages/send-message.ts'
import { deletePhoto } from './photos/delete-photo.ts'
import { keepLineAudience } from './outflows/keep-line-audience.ts'
import { remindExpiry } from './points/remind-expiry.ts'
import type { Ports } from './ports.ts'
import { react } from './reactions.ts'
import type { JobHandler } from './jobs/job-handler.ts'

/** Which slice handles which job. `read_receipt` is the ocr-worker's, `do_run` that of run-runner.ts. */
const handlers: Record<Exclude<JobKind, 'read_receipt' | 'do_run'>, JobHandler> = {
  settle_entry: settleEntry,
  react,
  follow_up_credit: followUpCredit,
  handle_webhook_event: handleWebhookEvent,
  send_message: sendMessage,
  delete_photo: deletePhoto,
  remind_expiry: remindExpiry,
  keep_line_audience: keepLineAudience,
}

/** How many jobs an API process runs at once. */
export const LANES = 4
/** Jobs that wait for LINE's answers: when it is slow, lanes are left for entries, and one more for what people write. */
export const MOST_LANES = { send_message: 2, handle_webhook_event: 3 }

/** The API's share of the queue: it speaks for one LINE channel, so the jobs of one account. */
export function jobRunner(ports: Ports, worker: string): JobRunner {
  const bound = Object.entries(handlers).map(
    ([kind, handle]) => [kind, (job: Parameters<JobHandler>[0]) => handle(job, ports)] as const,
  )
  const { db, now, log, env } = ports
  const loginChannelId = env.LINE_LOGIN_CHANNEL_ID
  const whenBuried: JobRunner['whenBuried'] = { settle_entry: (sql, job) => leaveToStaff(sql, job, ports) }
  return { db, now, log, worker, loginChannelId, handlers: Object.fromEntries(bound), whenBuried }
}
