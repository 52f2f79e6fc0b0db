const ja = {
  title: '概要',
  chart: '日ごとの応募',
  entries: '応募',
  approved: '承認',
  points: 'ポイント',
  pointsChart: '日ごとに付与したポイント',
  span: (days: number) => `直近${days}日`,
  rate: '承認の割合',
  day: '日',
  now: 'いまの件数',
  nothingWaits: '確認を待っている応募はありません。',
  waits: (n: string, since: string, days: string) =>
    `確認を待っている応募は ${n} 件。いちばん古いものは ${since} から、${days} 営業日待っています。`,
  marks: { closing: '休業日', holiday: '祝日', weekend: '土日' },
  marked: '土日・祝日・休業日',
}

const en: typeof ja = {
  title: 'Overview',
  chart: 'Entries per day',
  entries: 'Entries',
  approved: 'Approved',
  points: 'Points',
  pointsChart: 'Points credited per day',
  span: (days) => `Last ${days} days`,
  rate: 'Approval rate',
  day: 'Day',
  now: 'Now',
  nothingWaits: 'No entry waits for review.',
  waits: (n, since, days) => `${n} entries wait for review, the oldest since ${since}: ${days} working days.`,
  marks: { closing: 'closed', holiday: 'holiday', weekend: 'weekend' },
  marked: 'Weekends, holidays, closed days',
}

export const overviewWords = { ja, en }
