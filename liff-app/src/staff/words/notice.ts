const ja = {
  none: 'まだ公開していません。公開するまで、応募は受け付けられません。',
  state: (version: number, at: string) =>
    `第${version}版を公開しています(${at}から)。公開すると次の版になり、前の版も残ります。`,
  open: '公開中のページを見る',
  terms: '規約',
  privacy: 'プライバシーポリシー',
  operator: '運営者',
  contact: 'お問い合わせ先',
  publish: '次の版を公開',
  published: '公開しました。',
  undo: '元に戻す',
}

const en: typeof ja = {
  none: 'Nothing is published yet, and no entry is taken until it is.',
  state: (version, at) =>
    `Version ${version} is public, since ${at}. What you publish is the next one; those of before stay.`,
  open: 'See the public page',
  terms: 'Terms',
  privacy: 'Privacy notice',
  operator: 'Who runs this',
  contact: 'How to reach them',
  publish: 'Publish the next version',
  published: 'Published.',
  undo: 'Undo',
}

export const noticeWords = { ja, en }
