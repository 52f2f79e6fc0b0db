import {
  problemCatalogue,
  ProblemError,
  tellProblem,
  type ProblemExtra,
  type ProblemKind,
} from '@tamaru/domain'
import { isUnavailable, problemOfConstraint } from '@tamaru/db'
import { PhotoStoreFailed } from '@tamaru/db/photo-store'
import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { z } from 'zod'
import type { AppEnv } from './app-env.ts'

/** Long enough for a restart of the database, or for whoever holds a lock, or for a moment without LINE. */
const RETRY_AFTER_S = 5

/** RFC 9457, with the words in both languages as extension members. */
export const ProblemView = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  kind: z.string(),
  titleJa: z.string(),
  detailJa: z.string(),
  titleEn: z.string(),
  detailEn: z.string(),
  requestId: z.string(),
  /** English, for engineers. */
  note: z.string().optional(),
})

const CUTS_THE_LINE: number[] = [413, 503]

/** The one place where refusals become answers. Anything else is a bug: logged whole, answered as `unexpected`. */
export function answerProblem(error: Error, c: Context<AppEnv>): Response {
  const constraint = problemOfConstraint(error)
  if (error instanceof ProblemError) {
    logOutage(error, c)
    return renderProblem(c, error.kind, error.note, error.extra)
  }
  if (error instanceof PhotoStoreFailed)
    return answerProblem(new ProblemError('photo_not_available', undefined, {}, error), c)
  if (constraint) return renderProblem(c, constraint)
  // A body that is not what its content type says: the framework refuses it before any schema does.
  if (error instanceof HTTPException && error.status < 500)
    return renderProblem(c, 'invalid_request', error.message)
  if (isUnavailable(error)) {
    const refusal = new ProblemError('temporarily_unavailable', undefined, { wait_s: RETRY_AFTER_S }, error)
    return answerProblem(refusal, c)
  }
  c.var.ports.log({
    level: 'error',
    msg: 'unexpected error',
    requestId: c.var.requestId,
    path: c.req.path,
    error: error.stack ?? String(error),
  })
  return renderProblem(c, 'unexpected')
}

/** A refusal for a cause of the house's own is one that somebody has to hear of. */
function logOutage({ kind, cause }: ProblemError, c: Context<AppEnv>): void {
  if (cause === undefined) return
  const error = cause instanceof Error ? cause.message : String(cause)
  c.var.ports.log({
    level: 'error',
    msg: `refused: ${kind}`,
    requestId: c.var.requestId,
    path: c.req.path,
    error,
  })
}

export function renderProblem(
  c: Context<AppEnv>,
  kind: ProblemKind,
  note?: string,
  extra: ProblemExtra = {},
): Response {
  const { status } = problemCatalogue[kind]
  const retry_s = extra.wait_s ?? (status === 503 ? RETRY_AFTER_S : undefined)
  if (retry_s !== undefined) c.header('retry-after', String(Math.ceil(retry_s)))
  // Of a body that is refused the rest is never read: a caller who kept the line for the next request would find it cut.
  // Where the database is away for a moment it is read, so that who sends a photo hears the answer and can send it again.
  if (CUTS_THE_LINE.includes(status) && kind !== 'temporarily_unavailable') c.header('connection', 'close')
  const body = { ...problemBody(kind, note, c, extra.wait_s), ...extra }
  return c.body(JSON.stringify(body), status, { 'content-type': 'application/problem+json; charset=utf-8' })
}

/** A refusal as RFC 9457 has it, in the language of whoever asks. */
export function problemBody(
  kind: ProblemKind,
  note: string | undefined,
  c: Context<AppEnv>,
  wait_s?: number,
): z.infer<typeof ProblemView> {
  const { status } = problemCatalogue[kind]
  const [ja, en] = [tellProblem(kind, 'ja', wait_s), tellProblem(kind, 'en', wait_s)]
  const { title, detail } = prefersEnglish(c.req.header('accept-language')) ? en : ja
  return {
    type: `urn:tamaru:problem:${kind}`,
    title,
    status,
    detail,
    kind,
    titleJa: ja.title,
    detailJa: ja.detail,
    titleEn: en.title,
    detailEn: en.detail,
    requestId: c.var.requestId,
    ...(note ? { note } : {}),
  }
}

function prefersEnglish(header: string | undefined): boolean {
  const first = header?.split(',')[0]?.trim().toLowerCase()
  return first !== undefined && first.startsWith('en')
}
