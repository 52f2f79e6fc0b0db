import type { Check } from './decision.ts'

type Words = Pick<Check, 'shopper' | 'staff'>
type WordsFor = Record<
  Check['result'],
  (value: string | null) => [ja: string, en: string, staffJa: string, staffEn: string]
>

const QUALITY: Record<string, [string, string]> = {
  several_receipts: [
    'レシートが2枚以上写っているようです。',
    'There seem to be several receipts in the photo.',
  ],
  cut: ['レシートの一部が切れているようです。', 'Part of the receipt seems to be cut off.'],
  unreadable: ['文字がぼやけて読み取れませんでした。', 'The print is too blurred to read.'],
}

const words: Record<Check['id'], WordsFor> = {
  photo_is_receipt: {
    pass: () => ['レシートの写真です。', 'The photo shows a receipt.', 'レシートの写真', 'A receipt'],
    fail: () => [
      'レシートが写っていないようです。レシート全体が入るように、明るい場所でもう一度撮ってください。',
      'We could not see a receipt. Please photograph the whole receipt again in a bright place.',
      'レシートが写っていない',
      'No receipt in the photo',
    ],
    unknown: (kind) => {
      const [ja, en] = QUALITY[kind ?? ''] ?? ['写真を確認しています。', 'We are checking the photo.']
      return [ja, en, ja, en]
    },
  },
  photo_new: {
    pass: () => [
      'はじめての写真です。',
      'This photo is new.',
      '同じ写真の応募なし',
      'No other entry holds this photo',
    ],
    fail: () => [
      'この写真はすでに応募されています。別のレシートでご応募ください。',
      'This photo has already been entered. Please enter with another receipt.',
      '同じ写真の応募あり',
      'Another entry holds the very same photo',
    ],
    unknown: () => ['写真を確認しています。', 'We are checking the photo.', '確認が必要', 'Needs a look'],
  },
  receipt_new: {
    pass: () => [
      'はじめてのレシートです。',
      'This receipt is new.',
      '同じレシートの応募なし',
      'No other entry holds this receipt',
    ],
    fail: () => [
      'このレシートはすでに応募されています。別のレシートでご応募ください。',
      'This receipt has already been entered. Please enter with another one.',
      '同じレシートの応募あり(店・日時・合計が同じ)',
      'Another entry has the same shop, minute and total',
    ],
    unknown: () => [
      'よく似たレシートがあるため、スタッフが確認しています。',
      'There is a very similar receipt, so our staff are taking a look.',
      'よく似たレシートの応募あり(店・日時・合計が同じ)',
      'Another entry has the same shop, minute and total; its receipt number differs or is not known',
    ],
  },
  entry_in_period: {
    pass: (day) => ['応募期間内です。', 'The campaign is open.', `応募期限 ${day} 以内`, `Open until ${day}`],
    fail: (day) => [
      `応募の受付は${day}に終了しました。ご参加ありがとうございました。`,
      `The campaign closed on ${day}. Thank you for taking part.`,
      `応募期限 ${day} を過ぎている`,
      `Closed on ${day}`,
    ],
    unknown: () => ['応募期間を確認しています。', 'We are checking the dates.', '確認が必要', 'Needs a look'],
  },
  purchase_in_period: {
    pass: (day) => [
      `購入日 ${day} は対象期間内です。`,
      `Bought on ${day}, within the campaign.`,
      `購入日 ${day}`,
      `Bought on ${day}`,
    ],
    fail: (day) => [
      `購入日(${day})がキャンペーンの対象期間外でした。期間中のレシートでご応募ください。`,
      `The purchase date (${day}) is outside the campaign. Please enter with a receipt from the campaign period.`,
      `購入日 ${day} は対象期間外`,
      `Bought on ${day}, outside the period`,
    ],
    unknown: (day) => [
      '購入日をスタッフが確認しています。',
      'Our staff are checking the purchase date.',
      day ? `購入日 ${day} は要確認` : '購入日を読み取れない',
      day ? `Purchase date ${day} needs a look` : 'No purchase date could be read',
    ],
  },
  products_found: {
    pass: (found) => [
      `対象商品: ${found}`,
      `Campaign goods: ${found}`,
      `対象商品: ${found}`,
      `Campaign goods: ${found}`,
    ],
    fail: () => [
      '対象商品が見つかりませんでした。対象商品が印字されたレシートでご応募ください。',
      'There are no campaign goods on this receipt. Please enter with a receipt that shows them.',
      '対象商品なし',
      'No campaign goods',
    ],
    unknown: (found) => [
      '対象商品をスタッフが確認しています。',
      'Our staff are checking the goods.',
      found ? `対象商品: ${found}、ほかに要確認の商品あり` : '対象商品を確認できない',
      found ? `Campaign goods: ${found}; others need a look` : 'Campaign goods could not be confirmed',
    ],
  },
  reading_certain: {
    pass: () => [
      '内容を読み取りました。',
      'The receipt was read.',
      '合計・税・明細の計算が一致',
      'The sums on the receipt agree',
    ],
    fail: () => ['読み取れませんでした。', 'The receipt could not be read.', '読み取り不可', 'Unreadable'],
    unknown: (why) => [
      '読み取りの内容をスタッフが確認しています。',
      'Our staff are checking what was read.',
      `読み取りに確信がない(${why})`,
      `The reading is not certain (${why})`,
    ],
  },
  points_left_today: {
    pass: (today) => [
      '本日の上限内です。',
      'Within the daily limit.',
      `本日 ${today} ポイント付与済み`,
      `${today} points credited today`,
    ],
    fail: () => [
      '本日のポイントの上限に達しました。また明日ご応募ください。',
      'You have reached the limit of points for today. Please come back tomorrow.',
      '1日の上限に到達',
      'Daily limit reached',
    ],
    unknown: () => ['上限を確認しています。', 'We are checking the limit.', '確認が必要', 'Needs a look'],
  },
}

export function checkWords(id: Check['id'], result: Check['result'], value: string | null): Words {
  const [ja, en, staffJa, staffEn] = words[id][result](value)
  return { shopper: { ja, en }, staff: { ja: staffJa, en: staffEn } }
}
