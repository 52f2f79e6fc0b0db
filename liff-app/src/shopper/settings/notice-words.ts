import { wordsIn } from '../../ui/language.ts'

const ja = {
  title: '規約・プライバシー・お問い合わせ',
  operator: '運営者',
  contact: 'お問い合わせ',
  terms: '利用規約',
  privacy: 'プライバシーポリシー',
  none: 'まだ公開されていません',
  noneHint: '運営者が規約を公開すると、ここに表示されます。',
  since: (version: number, day: string) => `第${version}版(${day})`,
  home: 'アプリを開く',
}

const en: typeof ja = {
  title: 'Terms, privacy and contact',
  operator: 'Run by',
  contact: 'Contact',
  terms: 'Terms',
  privacy: 'Privacy notice',
  none: 'Not published yet',
  noneHint: 'What those who run this publish will stand here.',
  since: (version, day) => `version ${version}, ${day}`,
  home: 'Open the app',
}

const words = wordsIn({ ja, en })
export const useNoticeWords = () => words
