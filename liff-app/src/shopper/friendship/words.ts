import { wordsIn } from '../../ui/language.ts'

const ja = {
  arrives: '結果はLINEのトークにも届きます。',
  invite: (account: string) => `「${account}」を友だちに追加すると、結果がLINEのトークにも届きます。`,
  add: '友だちに追加する',
}

const en: typeof ja = {
  arrives: 'The result comes to your LINE chat, too.',
  invite: (account) => `Add “${account}” as a friend, and results come to your LINE chat, too.`,
  add: 'Add as a friend',
}

const words = wordsIn({ ja, en })
export const useFriendshipWords = () => words
