const ja = {
  title: '止まった処理',
  hint: '何度か試しても終わらなかった処理です。原因を直してから、やり直してください。',
  none: '止まった処理はありません',
  kind: '種類',
  attempts: '回数',
  error: '最後のエラー',
  at: '作成',
  runAgain: 'やり直す',
  begun: 'やり直しを始めました',
}

const en: typeof ja = {
  title: 'Stuck jobs',
  hint: 'These did not finish after several attempts. Mend the cause, then run them again.',
  none: 'No job is stuck',
  kind: 'Kind',
  attempts: 'Attempts',
  error: 'Last error',
  at: 'Created',
  runAgain: 'Run again',
  begun: 'Running again',
}

export const jobsWords = { ja, en }
