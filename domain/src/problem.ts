/**
 * The closed catalogue of refusals. Each is rendered as `application/problem+json` (RFC 9457) in one place
 * (`api/src/http/problem.ts`); the words tell a shopper what to do next, in Japanese first.
 */
export const problemCatalogue = {
  unauthenticated: {
    status: 401,
    title: { ja: 'ログインが必要です', en: 'Please log in' },
    detail: {
      ja: 'アプリを開き直して、もう一度お試しください。',
      en: 'Open the app again and try once more.',
    },
  },
  id_token_expired: {
    status: 401,
    title: { ja: 'ログインの期限が切れました', en: 'Your login has expired' },
    detail: { ja: 'もう一度ログインしてください。', en: 'Please log in again.' },
  },
  id_token_invalid: {
    status: 401,
    title: { ja: 'ログインを確認できませんでした', en: 'Your login could not be verified' },
    detail: {
      ja: 'LINEのトークからアプリを開き直してください。',
      en: 'Open the app again from the LINE chat.',
    },
  },
  signature_invalid: {
    status: 401,
    title: { ja: '署名が正しくありません', en: 'The signature is not valid' },
    detail: {
      ja: 'チャネルシークレットの設定を確認してください。',
      en: 'Check that LINE_CHANNEL_SECRET is the secret of this channel.',
    },
  },
  forbidden: {
    status: 403,
    title: { ja: '権限がありません', en: 'You may not do this' },
    detail: {
      ja: '管理者に権限の追加を依頼してください。',
      en: 'Ask an owner of this account to give you the role.',
    },
  },
  not_found: {
    status: 404,
    title: { ja: '見つかりませんでした', en: 'Not found' },
    detail: { ja: '前の画面に戻って、もう一度お試しください。', en: 'Go back and try again.' },
  },
  invalid_request: {
    status: 400,
    title: { ja: '送られた内容に誤りがあります', en: 'The request is not valid' },
    detail: {
      ja: '入力を確かめて、もう一度お送りください。',
      en: 'Check what you entered and send it again.',
    },
  },
  idempotency_key_missing: {
    status: 400,
    title: { ja: 'もう一度お試しください', en: 'The header Idempotency-Key is missing' },
    detail: {
      ja: 'アプリを開き直して、もう一度お送りください。',
      en: 'Send a new random Idempotency-Key with every new upload, and the same one with its retries.',
    },
  },
  idempotency_key_reused: {
    status: 422,
    title: { ja: '別の写真がすでに送られています', en: 'This Idempotency-Key belongs to another photo' },
    detail: { ja: 'もう一度写真を選んでお送りください。', en: 'Use a new key for a new photo.' },
  },
  photo_missing: {
    status: 400,
    title: { ja: '写真がありません', en: 'No photo was sent' },
    detail: {
      ja: 'レシートの写真を選んでください。',
      en: 'Choose a photo of the receipt (multipart field "photo").',
    },
  },
  photo_too_large: {
    status: 413,
    title: { ja: '写真が大きすぎます', en: 'The photo is too large' },
    detail: { ja: '15MBまでの写真をお送りください。', en: 'Send a photo of at most 15 MB.' },
  },
  photo_not_an_image: {
    status: 415,
    title: { ja: 'この形式の写真は読み取れません', en: 'This is not a photo that can be read' },
    detail: {
      ja: 'カメラで撮った写真(JPEG・PNG・WebP)をお送りください。',
      en: 'Send a photo as JPEG, PNG or WebP.',
    },
  },
  entry_already_decided: {
    status: 409,
    title: { ja: 'この応募はすでに判定済みです', en: 'This entry has already been decided' },
    detail: { ja: '一覧を更新してください。', en: 'Reload the list.' },
  },
  entry_not_read_yet: {
    status: 409,
    title: { ja: 'まだ読み取り中です', en: 'This receipt is still being read' },
    detail: { ja: '少し待ってからお試しください。', en: 'Wait a moment and try again.' },
  },
  survey_already_answered: {
    status: 409,
    title: { ja: 'アンケートは回答済みです', en: 'You have already answered' },
    detail: { ja: 'ご協力ありがとうございました。', en: 'Thank you for your answer.' },
  },
  too_many_requests: {
    status: 429,
    title: { ja: 'アクセスが集中しています', en: 'Too many requests' },
    detail: { ja: '少し待ってから、もう一度お試しください。', en: 'Wait a moment and try again.' },
  },
  line_unavailable: {
    status: 503,
    title: { ja: 'LINEに接続できません', en: 'LINE cannot be reached' },
    detail: { ja: '少し待ってから、もう一度お試しください。', en: 'Wait a moment and try again.' },
  },
  unexpected: {
    status: 500,
    title: { ja: '問題が発生しました', en: 'Something went wrong' },
    detail: {
      ja: '送った写真は失われていません。少し待ってから、もう一度お試しください。',
      en: 'Nothing that you sent is lost. Wait a moment and try again.',
    },
  },
} as const satisfies Record<string, ProblemText>

interface ProblemText {
  status: number
  title: { ja: string; en: string }
  detail: { ja: string; en: string }
}

export type ProblemKind = keyof typeof problemCatalogue

/**
 * The one class of refusals. `note` is English, for engineers, and holds no personal data. `extra` are members that the
 * answer carries beside the words, for the person who is refused.
 */
export class ProblemError extends Error {
  readonly kind: ProblemKind
  readonly note: string | undefined
  readonly extra: Record<string, string>
  constructor(kind: ProblemKind, note?: string, extra: Record<string, string> = {}) {
    super(note ? `${kind}: ${note}` : kind)
    this.name = 'ProblemError'
    this.kind = kind
    this.note = note
    this.extra = extra
  }
}
