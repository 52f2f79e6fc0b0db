import { wordsIn } from '../../ui/language.ts'

const ja = {
  title: '設定',
  offers: 'おすすめのお知らせを受け取る',
  offersHint:
    'お買い物の内容に合わせたお知らせが、LINEのトークに届きます。いつでも止められます。応募の結果は、この設定に関わらず、アプリの「応募」でご覧いただけます。',
  saved: '保存しました',
  language: 'ことば / Language',
  privacy: '大切にしていること',
  privacyWords: [
    'レシートの写真と読み取った内容(お店・日時・商品・金額など)は、応募の確認、ポイントの付与、不正の防止、キャンペーンの改善に使います。',
    'お買い物に合わせたおすすめは、上のスイッチがオンのときだけお届けします。',
    '写真に付いている撮影場所・日時・機種などの情報は、保存する前に取り除きます。',
    '写真と読み取った内容を見られるのは、あなたと、このキャンペーンを運営する会社・お店の担当者だけです。',
    'LINEからは、あなたを見分けるための番号、表示名とアイコン(友だち追加や許可があったとき)、友だちかどうか、このトークに送られたメッセージを受け取ります。',
    'トークの文章は、お返事をしたら消します(お返事できなかったときも、1週間ほどで消します)。トークの写真は、応募になります。',
    'アンケートの回答は保存し、運営の参考にします。',
    '保存する期間や削除については、運営者のプライバシーポリシーをご確認ください。',
  ],
}

const en: typeof ja = {
  title: 'Settings',
  offers: 'Send me offers',
  offersHint:
    'Offers that fit what you buy come to your LINE chat. You can stop them at any time. Results of your entries stand in the app in any case.',
  saved: 'Saved',
  language: 'ことば / Language',
  privacy: 'What we promise',
  privacyWords: [
    'Photos of receipts and what is read from them (shop, time, goods, amounts) are used to check entries, to credit points, to prevent fraud and to improve the campaign.',
    'Offers that fit what you buy come only while the switch above is on.',
    'Where, when and with what a photo was taken is removed from it before it is stored.',
    'Only you and the people of the company and the shops that run this campaign can see the photos and what was read.',
    'From LINE we receive a number that tells you apart, your display name and picture (when you add us as a friend or allow it), whether you are a friend, and what you send in this chat.',
    'What you write in the chat is deleted once it is answered (after about a week where it could not be). Photos in the chat become entries.',
    'Survey answers are kept, and those who run the campaign read them.',
    'How long things are kept, and how to have them deleted, is for the privacy policy of those who run the campaign to say.',
  ],
}

const words = wordsIn({ ja, en })
export const useSettingsWords = () => words
