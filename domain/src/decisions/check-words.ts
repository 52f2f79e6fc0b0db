import type { Check } from './decision.ts'
import { tellFailingSums } from './equation-words.ts'

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
  no_purchase: [
    '購入の証明にならない伝票(練習・見積・再発行・返品など)のようです。',
    'This seems to be a slip that proves no purchase: training, a quotation, a copy or a return.',
  ],
  parts_apart: [
    '写真どうしのつながりが確認できませんでした。長いレシートは、前の写真と2〜3行かさなるように、上から順に撮ってください。',
    'We could not tell how the photos belong together. Photograph a long receipt from the top, each photo with two or three lines of the last one.',
  ],
  cut: ['レシートの一部が切れているようです。', 'Part of the receipt seems to be cut off.'],
  unreadable: ['文字がぼやけて読み取れませんでした。', 'The print is too blurred to read.'],
}

const NO_RECEIPT: ReturnType<WordsFor['fail']> = [
  'レシートが写っていないようです。レシート全体が入るように、明るい場所でもう一度撮ってください。',
  'We could not see a receipt. Please photograph the whole receipt again in a bright place.',
  'レシートが写っていない',
  'No receipt in the photo',
]

const NO_PHOTO: Record<string, ReturnType<WordsFor['fail']>> = {
  photo_lost: [
    'お送りいただいた写真が、こちらの不具合で失われました。申し訳ありません。同じ写真をもう一度お送りください。',
    'We are sorry: your photo was lost through a fault of ours. Please send the same photo again.',
    '写真のファイルが失われた(再送を依頼)',
    'The photo’s file is lost; its sender was asked to send it again',
  ],
  not_drawn: [
    'ファイルを開けませんでした。パスワードのついたPDF、壊れたファイル、5,200万画素をこえるHEICの写真は読み取れません。レシートを表示した画面のスクリーンショットか、カメラで撮った写真をお送りください。',
    'The file could not be opened: a PDF with a password, a damaged file or a HEIC photo of more than 52 megapixels cannot be read. Please send a screenshot of the receipt, or a photo of it.',
    'ファイルを開けない(別の写真を依頼)',
    'The file cannot be opened; its sender was asked for another photo',
  ],
}

const SAME_RECEIPT: Record<string, [string, string]> = {
  own_approved: [
    'このレシートはすでに応募され、ポイントがついています。別のレシートでご応募ください。',
    'You have already entered this receipt and have its points. Please enter with another one.',
  ],
  own_needs_review: [
    'このレシートはすでに応募され、スタッフが確認しています。写真の差し替えは3回までです。このまま結果をお待ちください。',
    'You have already entered this receipt and our staff are checking it. Its photo can be replaced three times at most. Please wait for the result.',
  ],
  others: [
    'このレシートはすでに応募されています。別のレシートでご応募ください。',
    'This receipt has already been entered. Please enter with another one.',
  ],
}

const PACE: Record<string, [ja: string, en: string]> = {
  personTenMinutes: ['この人の10分間の応募', 'entries of this person within ten minutes'],
  personHour: ['この人の1時間の応募', 'entries of this person within an hour'],
  personDay: ['この人の1日の応募', 'entries of this person within a day'],
  shopHour: ['この店のレシートの1時間の応募', 'entries with receipts of this shop within an hour'],
  tillRun: ['同じレジ・同じ日の続き番号のレシート', 'receipts of one till and day with neighbouring numbers'],
}

const NOT_ADMITTED: Record<string, ReturnType<WordsFor['fail']>> = {
  age_unknown: [
    '年齢の条件があるキャンペーンです。アプリで生年月日を入力してから、もう一度ご応募ください。',
    'This campaign has a least age. Tell us your date of birth in the app, then enter again.',
    '年齢がわからない',
    'Age not known',
  ],
  too_young: [
    'このキャンペーンは、年齢の条件によりご応募いただけません。',
    'You are too young for this campaign.',
    '年齢の条件に届かない',
    'Too young',
  ],
  not_meant: [
    'このキャンペーンは、対象の方に限らせていただいています。',
    'This campaign is for certain people only.',
    '参加できる人の条件に合わない',
    'Is not one of those whom the campaign is for',
  ],
}

/** A day as shoppers write it. Staff compare days, and 2026-11-02 stands in columns. */
function inJapanese(day: string | null): string {
  return (day ?? '').replace(
    /(\d{4})-(\d\d)-(\d\d)/,
    (_, year, month, date) => `${year}年${+month}月${+date}日`,
  )
}

const words: Record<Check['id'], WordsFor> = {
  photo_is_receipt: {
    pass: () => ['レシートの写真です。', 'The photo shows a receipt.', 'レシートの写真', 'A receipt'],
    fail: (kind) => NO_PHOTO[kind ?? ''] ?? NO_RECEIPT,
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
    fail: (whose) => {
      const [ja, en] = SAME_RECEIPT[whose ?? ''] ?? SAME_RECEIPT.others!
      return [ja, en, '同じレシートの応募あり', 'Another entry holds this receipt']
    },
    unknown: () => [
      'よく似たレシートがあるため、スタッフが確認しています。',
      'There is a very similar receipt, so our staff are taking a look.',
      'よく似たレシートの応募あり',
      'Another entry holds a receipt like this',
    ],
  },
  velocity: {
    pass: () => [
      '応募の間隔に問題ありません。',
      'Your entries come at a normal pace.',
      '応募の頻度は普通',
      'Entries come at a normal pace',
    ],
    fail: () => ['応募を確認しています。', 'We are checking your entry.', '確認が必要', 'Needs a look'],
    unknown: (pace) => {
      const [what, count] = (pace ?? '').split(' ')
      const [ja, en] = PACE[what ?? ''] ?? ['応募が多い', 'many entries']
      return [
        '短い間に多くの応募があったため、スタッフが確認しています。',
        'Many entries came in a short time, so our staff are taking a look.',
        `${ja}: ${count ?? ''}件`,
        `${count ?? ''} ${en}`,
      ]
    },
  },
  photo_unedited: {
    pass: () => [
      '写真に加工のあとはありません。',
      'The photo shows no trace of editing.',
      '加工のあとなし',
      'No trace of editing',
    ],
    fail: () => ['写真を確認しています。', 'We are checking the photo.', '確認が必要', 'Needs a look'],
    unknown: (place) => {
      const [across, down] = (place ?? '').split(' ')
      return [
        '写真をスタッフが確認しています。加工していない写真のほうが早くお返事できます。',
        'Our staff are checking the photo. A photo that was not edited gets its answer sooner.',
        `写真の左から${across}・上から${down}のあたりに、あとから書き込まれたあと`,
        `Something was put into the photo about ${across} from the left and ${down} from the top after it was first saved`,
      ]
    },
  },
  person_admitted: {
    pass: () => [
      'ご応募いただけるキャンペーンです。',
      'This campaign is open to you.',
      '参加できる人の条件を満たす',
      'Is one of those whom the campaign is for',
    ],
    fail: (why) => NOT_ADMITTED[why ?? ''] ?? NOT_ADMITTED.not_meant!,
    unknown: () => ['参加の条件を確認しています。', 'We are checking.', '確認が必要', 'Needs a look'],
  },
  entry_in_period: {
    pass: (day) => ['応募期間内です。', 'The campaign is open.', `応募期限 ${day} 以内`, `Open until ${day}`],
    fail: (day) =>
      day?.endsWith('〜')
        ? [
            `応募の受付は${inJapanese(day.slice(0, -1))}からです。はじまってからもう一度ご応募ください。`,
            `The campaign opens on ${day.slice(0, -1)}. Please enter again from then on.`,
            `応募開始 ${day.slice(0, -1)} より前`,
            `Opens on ${day.slice(0, -1)}`,
          ]
        : [
            `応募の受付は${inJapanese(day)}に終了しました。ご参加ありがとうございました。`,
            `The campaign closed on ${day}. Thank you for taking part.`,
            `応募期限 ${day} を過ぎている`,
            `Closed on ${day}`,
          ],
    unknown: () => ['応募期間を確認しています。', 'We are checking the dates.', '確認が必要', 'Needs a look'],
  },
  purchase_in_period: {
    pass: (day) => [
      `購入日 ${inJapanese(day)} は対象期間内です。`,
      `Bought on ${day}, within the campaign.`,
      `購入日 ${day}`,
      `Bought on ${day}`,
    ],
    fail: (day) => [
      `購入日(${inJapanese(day)})がキャンペーンの対象期間外でした。期間中のレシートでご応募ください。`,
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
  receipt_age: {
    pass: (days) => [
      'レシートは新しいものです。',
      'The receipt is recent.',
      `購入から${days}日以内`,
      `At most ${days} days old`,
    ],
    fail: (days) => [
      `このレシートは購入から${days}日を過ぎています。新しいレシートでご応募ください。`,
      `This receipt is more than ${days} days old. Please enter with a newer one.`,
      `購入から${days}日を過ぎている`,
      `More than ${days} days old`,
    ],
    unknown: (days) => [
      '購入日をスタッフが確認しています。',
      'Our staff are checking the purchase date.',
      `購入から${days}日以内か要確認`,
      `Whether it is at most ${days} days old needs a look`,
    ],
  },
  store_takes_part: {
    pass: (store) => [`対象店舗: ${store}`, `Shop: ${store}`, `対象店舗: ${store}`, `Takes part: ${store}`],
    fail: (store) => [
      `${store ?? 'このお店'}は対象店舗ではありません。対象店舗のレシートでご応募ください。`,
      `This shop does not take part${store ? ` (${store})` : ''}. Please enter with a receipt from one that does.`,
      `対象外の店舗: ${store ?? '不明'}`,
      `Does not take part: ${store ?? 'unknown'}`,
    ],
    unknown: (store) => [
      'お店をスタッフが確認しています。',
      'Our staff are checking the shop.',
      store ? `対象店舗か要確認: ${store}` : '店舗を読み取れない',
      store ? `Whether it takes part needs a look: ${store}` : 'No shop could be read',
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
  minimum_spend: {
    pass: (value) => [
      'お買い上げ金額の条件を満たしています。',
      'The amount is enough.',
      `金額 ${value} 円`,
      `Spent ${value} yen`,
    ],
    fail: (value) => [
      `お買い上げ金額が条件に届いていません(${value}円)。条件を満たすレシートでご応募ください。`,
      `The amount is not enough (${value} yen). Please enter with a receipt that reaches it.`,
      `金額不足 ${value} 円`,
      `Not enough: ${value} yen`,
    ],
    unknown: (value) => [
      'お買い上げ金額をスタッフが確認しています。',
      'Our staff are checking the amount.',
      `金額 ${value} 円は要確認`,
      `The amount, ${value} yen, needs a look`,
    ],
  },
  conditions_met: {
    pass: () => ['条件を満たしています。', 'The conditions are met.', '条件を満たす', 'Conditions met'],
    fail: (sets) => [
      `対象商品はありますが、ポイントの条件(${sets ?? '金額など'})に届いていません。1枚のレシートで条件を満たしてご応募ください。`,
      `There are campaign goods, but not enough for points (${sets ?? 'by the amount'}). Please enter with one receipt that has them all.`,
      `ポイントの条件に届かない(${sets ?? '金額など'})`,
      `Not enough for points (${sets ?? 'by the amount'})`,
    ],
    unknown: (sets) => [
      '条件をスタッフが確認しています。',
      'Our staff are checking the conditions.',
      `条件は要確認(${sets ?? '金額など'})`,
      `The conditions need a look (${sets ?? 'by the amount'})`,
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
      `読み取りに確信がない(${tellFailingSums(why ?? '')})`,
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
  points_left_person: {
    pass: (value) => [
      '期間中の上限内です。',
      'Within the limit of the campaign.',
      `期間中 ${value} ポイント`,
      `${value} points so far`,
    ],
    fail: () => [
      'このキャンペーンでのポイントの上限に達しました。たくさんのご応募ありがとうございます。',
      'You have reached the limit of points for this campaign. Thank you for taking part so often.',
      'お一人さまの上限に到達',
      'Limit per person reached',
    ],
    unknown: () => ['上限を確認しています。', 'We are checking the limit.', '確認が必要', 'Needs a look'],
  },
  budget_left: {
    pass: (left) => [
      'ポイントの残りがあります。',
      'There are points left.',
      `残り ${left} ポイント`,
      `${left} points left`,
    ],
    fail: () => [
      'ポイントの総数に達したため、キャンペーンは終了しました。ご参加ありがとうございました。',
      'All points of this campaign have been given, so it has ended. Thank you for taking part.',
      'キャンペーンのポイント総数に到達',
      'The budget of points is used up',
    ],
    unknown: () => [
      'ポイントの残りを確認しています。',
      'We are checking what is left.',
      '確認が必要',
      'Needs a look',
    ],
  },
}

export function checkWords(id: Check['id'], result: Check['result'], value: string | null): Words {
  const [ja, en, staffJa, staffEn] = words[id][result](value)
  return { shopper: { ja, en }, staff: { ja: staffJa, en: staffEn } }
}
