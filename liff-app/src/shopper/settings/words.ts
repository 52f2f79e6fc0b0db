import { wordsIn } from '../../ui/language.ts'

const ja = {
  title: '設定',
  consents: 'お知らせと、データの使いみち',
  consentsHint: '使いみちごとに選べます。いつでも変えられ、応募やポイントには影響しません。',
  history: 'これまでの選択',
  agreed: '→ オン',
  declined: '→ オフ',
  version: (wording: number, notice: number | null) =>
    `説明 第${wording}版${notice === null ? '' : `・規約 第${notice}版`}`,
  notice: '規約・プライバシー・お問い合わせ',
  saved: '保存しました',
  language: 'ことば / Language',
  prefecture: 'お住まいの都道府県(任意)',
  prefectureHint: '災害などのとき、その地域への送信を止めるために使います。ほかには使いません。',
  untold: '選ばない',
  privacy: '大切にしていること',
  privacyWords: [
    'レシートの写真と読み取った内容(お店・日時・商品・金額など)は、応募の確認、ポイントの付与、不正の防止に使います。',
    'おすすめ選びには、上のスイッチがオンの間に送ったレシートだけを使います。',
    '写真に付いている撮影場所・日時・機種などの情報は、保存する前に取り除きます。',
    '写真と読み取った内容を見られるのは、あなたと、このキャンペーンを運営する会社・お店の担当者だけです。',
    'LINEからは、あなたを見分けるための番号、表示名とアイコン(友だち追加や許可があったとき)、友だちかどうか、このトークに送られたメッセージを受け取ります。',
    'トークの文章は、お返事をしたら消します(お返事できなかったときも、1週間ほどで消します)。トークの写真は、応募になります。',
    'アンケートの回答は保存し、運営の参考にします。',
    '保存しているものは、下の「あなたのデータ」から、いつでも受け取ったり、すべて削除したりできます。保存する期間は、運営者のプライバシーポリシーをご確認ください。',
  ],
}

const en: typeof ja = {
  title: 'Settings',
  consents: 'Messages, and what your data is used for',
  consentsHint:
    'Choose for each. You can change your mind at any time; entries and points do not depend on it.',
  history: 'What you chose so far',
  agreed: '→ on',
  declined: '→ off',
  version: (wording, notice) =>
    `words version ${wording}${notice === null ? '' : `, terms version ${notice}`}`,
  notice: 'Terms, privacy and contact',
  saved: 'Saved',
  language: 'ことば / Language',
  prefecture: 'Where you live (optional)',
  prefectureHint: 'Used to stop messages to an area, after an earthquake, say, and for nothing else.',
  untold: 'Not told',
  privacy: 'What we promise',
  privacyWords: [
    'Photos of receipts and what is read from them (shop, time, goods, amounts) are used to check entries, to credit points and to prevent fraud.',
    'Offers are chosen only by receipts that you send while the switch above is on.',
    'Where, when and with what a photo was taken is removed from it before it is stored.',
    'Only you and the people of the company and the shops that run this campaign can see the photos and what was read.',
    'From LINE we receive a number that tells you apart, your display name and picture (when you add us as a friend or allow it), whether you are a friend, and what you send in this chat.',
    'What you write in the chat is deleted once it is answered (after about a week where it could not be). Photos in the chat become entries.',
    'Survey answers are kept, and those who run the campaign read them.',
    'You can have what is kept of you, or delete all of it, at any time under “Your data” below. How long things are kept is for the privacy policy of those who run the campaign to say.',
  ],
}

const words = wordsIn({ ja, en })
export const useSettingsWords = () => words
