import type { FieldWords } from '../form/use-form.ts'

const ja = {
  hint: '知らせを待っていない人に、いつ・どれだけ送るかを決めます。応募の結果と返事は、停止したときを除いて送られます。',
  month: (month: string, pushed: string, cost: string) => `${month}: ${pushed}通を送信、${cost}`,
  people: (n: string) => `止めている都道府県にお住まいと分かっている人: ${n}人。`,
  unknown: (n: string) =>
    `お住まいが分からない人が ${n}人います。下を入れないかぎり、この人たちには送られます。`,
  holidays: (year: number) => `祝日は${year}年まで分かっています。`,
  sections: {
    stop: '送信の停止',
    hours: '送信する時間と休業日',
    caps: '1人あたりの回数の上限',
    cost: '今月の予算と通数',
  },
  ask: {
    title: 'すべての送信を止める',
    hint: 'いまから、お客さまへは何も送られません。止めている間のメッセージは「未送信」に残ります。',
    send: '止める',
  },
  stopHint: '止めている間のメッセージは「未送信」に残り、1件ずつ送るか破棄するかを選びます。',
  addCap: '上限を追加',
  remove: '削除',
  save: '保存',
  saved: '保存しました。これからの送信に使われます。',
  undo: '元に戻す',
  fields: {
    stopped: { label: 'すべての送信を止める' },
    stoppedPrefectures: { label: '送信を止める都道府県' },
    stopsUnknownPrefecture: { label: 'お住まいが分からない人への送信も止める' },
    'quietHours.opensAt': { label: '送りはじめる時刻', unit: '時' },
    'quietHours.closesAt': { label: '送りおわる時刻', unit: '時' },
    'quietHours.weekends': { label: '土曜・日曜は送らない' },
    'quietHours.holidays': { label: '祝日は送らない' },
    closingDays: { label: '休業日', hint: '2026-12-31 のように書き、「、」で区切ります' },
    'caps.*.days': { label: '期間', unit: '日で' },
    'caps.*.messages': { label: '回数', unit: '通まで' },
    'plan.freeMessages': { label: 'プランに含まれる通数', unit: '通/月' },
    'plan.extraMessage_yen': { label: '追加1通の料金', unit: '円' },
    budget_yen: { label: '今月の予算', unit: '円', hint: '空欄なら上限なし。応募の結果と返事は止まりません' },
    'quotaShares.offers_percent': { label: 'おすすめに使える通数', unit: '%まで' },
    'quotaShares.others_percent': {
      label: 'アンケート・期限のお知らせに使える通数',
      unit: '%まで',
      hint: '残りは応募の結果と返事のために残します',
    },
  } as Record<string, FieldWords>,
}

const en: typeof ja = {
  hint: 'When and how often people are written to who are not waiting for it. Results and answers go out unless sending is stopped.',
  month: (month, pushed, cost) => `${month}: ${pushed} messages pushed, ${cost}`,
  people: (n) => `${n} people are known to live where sending is stopped.`,
  unknown: (n) =>
    `Of ${n} people nobody knows where they live. They are written to, unless you say so below.`,
  holidays: (year) => `National holidays are known until ${year}.`,
  sections: {
    stop: 'Stop sending',
    hours: 'Hours and closing days',
    caps: 'How often one person is written to',
    cost: 'What a month may cost',
  },
  ask: {
    title: 'Stop all sends',
    hint: 'From now on nothing is sent to people. What is stopped waits under “Not sent”.',
    send: 'Stop',
  },
  stopHint: 'What is stopped waits under “Not sent”, to be sent or discarded one by one.',
  addCap: 'Add a limit',
  remove: 'Remove',
  save: 'Save',
  saved: 'Saved. It holds for every message from now on.',
  undo: 'Undo',
  fields: {
    stopped: { label: 'Stop all sending' },
    stoppedPrefectures: { label: 'Prefectures where sending is stopped' },
    stopsUnknownPrefecture: { label: 'Also stop sending to those whose prefecture is not known' },
    'quietHours.opensAt': { label: 'From', unit: 'o’clock' },
    'quietHours.closesAt': { label: 'Until', unit: 'o’clock' },
    'quietHours.weekends': { label: 'Not on Saturdays and Sundays' },
    'quietHours.holidays': { label: 'Not on national holidays' },
    closingDays: { label: 'Closing days', hint: 'As 2026-12-31, separated by commas' },
    'caps.*.days': { label: 'Within', unit: 'days' },
    'caps.*.messages': { label: 'At most', unit: 'messages' },
    'plan.freeMessages': { label: 'Messages in the plan', unit: 'a month' },
    'plan.extraMessage_yen': { label: 'Price of one more', unit: 'yen' },
    budget_yen: {
      label: 'Budget of a month',
      unit: 'yen',
      hint: 'Empty: no limit. Results and answers are never held',
    },
    'quotaShares.offers_percent': { label: 'Offers may use', unit: '% of the month' },
    'quotaShares.others_percent': {
      label: 'Surveys and reminders may use',
      unit: '% of the month',
      hint: 'The rest is kept for results and answers',
    },
  },
}

export const sendingWords = { ja, en }
