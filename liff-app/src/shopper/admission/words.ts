import { wordsIn } from '../../ui/language.ts'

const ja = {
  title: '年齢の確認',
  asks: (years: string) => `${years}歳以上の方が対象です。はじめに、生年月日を教えてください。`,
  birthday: '生年月日',
  use: '年齢の確認と、年代に合うご案内に使います。おうかがいするのは一度だけで、ご自分では変えられません。設定の「すべて削除してやめる」で消えます。',
  send: '同意して送る',
  sending: '送っています…',
  tooYoung: (years: string) => `${years}歳以上の方が対象です`,
  tooYoungHint: '生年月日がちがうときは、お店か主催者にお知らせください。',
  notMeant: '対象の方に限ったキャンペーンです',
  notMeantHint: '参加できるキャンペーンが始まると、ここに表示されます。',
}

const en: typeof ja = {
  title: 'Your age',
  asks: (years) => `This is for people of ${years} and over. Please tell us first when you were born.`,
  birthday: 'Date of birth',
  use: 'It is used to check your age, and to choose what suits it. You are asked once and cannot change it yourself. “Delete everything” in the settings deletes it.',
  send: 'Agree and send',
  sending: 'Sending…',
  tooYoung: (years) => `For people of ${years} and over`,
  tooYoungHint: 'If your date of birth is wrong, tell the shop or the organiser.',
  notMeant: 'This campaign is for certain people only',
  notMeantHint: 'One that you can enter will appear here when it begins.',
}

const words = wordsIn({ ja, en })
export const useAdmissionWords = () => words
