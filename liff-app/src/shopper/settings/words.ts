import { wordsIn } from '../../ui/language.ts'

const ja = {
  title: '設定',
  offers: 'おすすめのお知らせを受け取る',
  offersHint:
    'お買い物の内容に合わせたお知らせが、LINEのトークに届きます。いつでも止められます。応募の結果は、この設定に関わらず届きます。',
  saved: '保存しました',
  language: 'ことば / Language',
  privacy: '大切にしていること',
  privacyWords: [
    'レシートの写真は、応募の確認とポイントの付与のために使います。',
    '写真と読み取った内容は、このキャンペーンの運営者だけが見られます。',
    'LINEから受け取るのは、あなたを見分けるための番号と、許可された場合の表示名・アイコンだけです。',
  ],
  friend: (account: string) => `「${account}」を友だちに追加すると、結果がトークに届きます。`,
}

const en: typeof ja = {
  title: 'Settings',
  offers: 'Send me offers',
  offersHint:
    'Offers that fit what you buy come to your LINE chat. You can stop them at any time. Results of your entries come in any case.',
  saved: 'Saved',
  language: 'ことば / Language',
  privacy: 'What we promise',
  privacyWords: [
    'Photos of receipts are used to check entries and to credit points.',
    'Only those who run this campaign can see the photos and what was read.',
    'From LINE we receive a number that tells you apart and, if you allowed it, your display name and picture.',
  ],
  friend: (account) => `Add “${account}” as a friend to get results in your chat.`,
}

const words = wordsIn({ ja, en })
export const useSettingsWords = () => words
