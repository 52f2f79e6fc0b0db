import { wordsIn } from '../ui/language.ts'
import * as campaign from './campaign/words.ts'
import * as entry from './entry/words.ts'
import * as points from './points/words.ts'

const ja = {
  nav: {
    label: 'メニュー',
    home: 'ホーム',
    entries: '応募',
    rewards: '特典',
    points: 'ポイント',
    settings: '設定',
  },
  back: '戻る',
  retry: 'もう一度',
  loading: '読み込み中',
  close: '閉じる',
  more: 'もっと見る',
  missing: {
    away: '電波が届かず、この画面を開けません',
    awayHint: '電波のよいところで、もう一度お試しください。電波が戻ると自動で開きます。',
    newer: 'アプリが新しくなりました',
    newerHint: '読み込み直しています…',
    broken: 'この画面を読み込めませんでした',
    brokenHint: '少し待ってから、もう一度お試しください。',
  },
  home: {
    hello: (name: string | null) => (name ? `${name}さん、こんにちは` : 'こんにちは'),
    balance: 'つかえるポイント',
    points: 'ポイント',
    expiry: (points: string, day: string) => [`${points}ポイントは`, `${day}まで`],
    noExpiry: ['レシートを送ると', 'たまります'],
    fullJars: (count: number) => `いっぱいになったびん ${count}本`,
    arrived: (points: string) => `+${points} ポイント`,
    takePhoto: 'レシートを撮る',
    choosePhoto: '写真を選ぶ',
    recent: '最近の応募',
    all: 'すべて見る',
    none: 'まだ応募はありません',
    noneHint: 'お買い物のレシートを1枚撮ると、ここに並びます。',
    survey: 'ひとつだけ、教えてください',
    surveyHint: '10秒で終わるアンケート',
    notice: '規約・プライバシー',
  },
  entries: {
    title: '応募の履歴',
    none: 'まだ応募はありません',
    noneHint: 'レシートを送ると、ここに残ります。',
  },
  failed: {
    title: 'アプリを開けませんでした',
    login: 'LINEでログイン',
    loginTitle: 'ログインが必要です',
    loginHint: 'レシートを送るには、LINEでログインしてください。',
    reopen: 'LINEのトークから開き直す',
    reload: '読み込み直す',
    requestId: 'お問い合わせ番号',
  },
}

const en: typeof ja = {
  nav: {
    label: 'Menu',
    home: 'Home',
    entries: 'Entries',
    rewards: 'Rewards',
    points: 'Points',
    settings: 'Settings',
  },
  back: 'Back',
  retry: 'Try again',
  loading: 'Loading',
  close: 'Close',
  more: 'Show more',
  missing: {
    away: 'No connection, so this screen cannot open',
    awayHint: 'Try again where the connection is better. It opens by itself once you are back online.',
    newer: 'There is a new version of the app',
    newerHint: 'Loading it…',
    broken: 'This screen could not be loaded',
    brokenHint: 'Please wait a moment and try again.',
  },
  home: {
    hello: (name) => (name ? `Hello, ${name}` : 'Hello'),
    balance: 'Points to use',
    points: 'points',
    expiry: (points, day) => [`${points} points `, `until ${day}`],
    noExpiry: ['Send a receipt and ', 'watch it fill up'],
    fullJars: (count) => `${count} full ${count === 1 ? 'jar' : 'jars'}`,
    arrived: (points) => `+${points} points`,
    takePhoto: 'Take a photo',
    choosePhoto: 'Choose',
    recent: 'Recent entries',
    all: 'See all',
    none: 'No entries yet',
    noneHint: 'Photograph one receipt and it will show up here.',
    survey: 'One quick question',
    surveyHint: 'Takes ten seconds',
    notice: 'Terms and privacy',
  },
  entries: { title: 'Entries', none: 'No entries yet', noneHint: 'Your receipts will be kept here.' },
  failed: {
    title: 'The app could not be opened',
    login: 'Log in with LINE',
    loginTitle: 'Please log in',
    loginHint: 'Log in with LINE to send receipts.',
    reopen: 'Open it again from LINE',
    reload: 'Reload',
    requestId: 'Reference',
  },
}

/** Each room's words stand beside it; here are those of the frame and of the small rooms. */
const words = wordsIn({
  ja: {
    ...ja,
    campaign: campaign.ja,
    entry: entry.ja,
    points: points.ja,
  },
  en: {
    ...en,
    campaign: campaign.en,
    entry: entry.en,
    points: points.en,
  },
})
export const useWords = () => words
