export interface Words {
  ja: string
  en: string
}

const OFFLINE = {
  title: { ja: '電波が届きませんでした', en: 'No connection' },
  detail: {
    ja: '電波のよいところで、もう一度お試しください。',
    en: 'Please try again where the connection is better.',
  },
}
const UNEXPECTED = {
  title: { ja: '問題が発生しました', en: 'Something went wrong' },
  detail: {
    ja: '少し待ってから、もう一度お試しください。',
    en: 'Please wait a moment and try again.',
  },
}

/** A refusal of the API, or no answer at all (kind `offline`), in words that can be shown as they are. */
export class ApiProblem extends Error {
  readonly kind: string
  /** The HTTP status; 0 where there was no answer. */
  readonly status: number
  readonly title: Words
  readonly detail: Words
  readonly requestId: string | null
  /** The problem's own members, such as `lineUserId`. */
  readonly body: Readonly<Record<string, unknown>>

  constructor(status: number, body: Record<string, unknown>) {
    const kind = typeof body.kind === 'string' ? body.kind : status === 0 ? 'offline' : 'unexpected'
    super(kind)
    this.name = 'ApiProblem'
    this.kind = kind
    this.status = status
    this.body = body
    const otherwise = status === 0 ? OFFLINE : UNEXPECTED
    this.title = words(body.titleJa, body.titleEn, body.title) ?? otherwise.title
    this.detail = words(body.detailJa, body.detailEn, body.detail) ?? otherwise.detail
    this.requestId = typeof body.requestId === 'string' ? body.requestId : null
  }
}

function words(ja: unknown, en: unknown, either: unknown): Words | undefined {
  const texts = [ja, en, either].filter((text) => typeof text === 'string' && text !== '') as string[]
  if (texts.length === 0) return undefined
  return {
    ja: typeof ja === 'string' && ja ? ja : texts.at(-1)!,
    en: typeof en === 'string' && en ? en : texts.at(-1)!,
  }
}

/** Reads whatever came back with a failing status: a proxy's HTML page is a problem too. */
export function parseProblem(status: number, text: string): ApiProblem {
  try {
    const body: unknown = JSON.parse(text)
    if (typeof body === 'object' && body !== null && !Array.isArray(body)) {
      return new ApiProblem(status, body as Record<string, unknown>)
    }
  } catch {
    // Not JSON: the status is all there is to say.
  }
  return new ApiProblem(status, {})
}

export function offlineProblem(): ApiProblem {
  return new ApiProblem(0, {})
}

/** What was thrown, as something that can be shown. */
export function toProblem(thrown: unknown): ApiProblem {
  return thrown instanceof ApiProblem ? thrown : new ApiProblem(500, {})
}
