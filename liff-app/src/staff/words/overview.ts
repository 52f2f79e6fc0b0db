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
}

export const overviewWords = { ja, en }
