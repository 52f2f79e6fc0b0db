import { wordsIn } from '../../ui/language.ts'

const ja = {
  title: '会員番号',
  hint: '会員サイトにログインすると、お持ちの会員番号とこのLINEがつながります。いつでも解けます。',
  link: '会員番号とつなぐ',
  linking: 'ひらいています…',
  linked: (number: string) => `会員番号 ${number}`,
  linkedUnseen: '会員番号とつながっています',
  since: (day: string) => `${day}からつながっています`,
  unlink: 'つながりを解く',
  ask: 'つながりを解きますか?',
  askHint: '会員番号はこのアカウントから外れます。会員サイトのご登録はそのままで、あとからつなぎ直せます。',
  no: 'やめる',
  yes: '解く',
  unlinked: 'つながりを解きました',
}

const en: typeof ja = {
  title: 'Member number',
  hint: 'Log in on the member site, and your member number and this LINE account are linked. You can end it at any time.',
  link: 'Link my member number',
  linking: 'Opening…',
  linked: (number) => `Member number ${number}`,
  linkedUnseen: 'Linked with your member number',
  since: (day) => `Linked since ${day}`,
  unlink: 'End the link',
  ask: 'End the link?',
  askHint:
    'Your member number is taken off this account. You stay a member there, and can be linked again later.',
  no: 'Keep it',
  yes: 'End it',
  unlinked: 'The link has ended',
}

const words = wordsIn({ ja, en })
export const useMemberLinkWords = () => words
