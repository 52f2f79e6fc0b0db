import { wordsIn } from '../../ui/language.ts'

const ja = {
  title: 'あなたのデータ',
  name: 'お呼びする名前',
  nameHint: 'まちがっていたら、ここで直せます。',
  saveName: '名前を保存する',
  lineName: 'LINEの名前に戻す',
  lineNameBack: '次に開いたときから、LINEの名前でお呼びします。',
  saved: '保存しました',
  download: 'データをダウンロードする',
  downloadHint:
    '応募、レシートの写真、ポイント、メッセージなど、保存しているものすべてを1つのファイル(ZIP)で受け取れます。LINEの中で保存できないときは、ブラウザで開いてお試しください。',
  stop: '利用を停止する',
  stopHint: '削除はせずに、お休みします。お知らせは届かず、応募もできません。いつでも再開できます。',
  stopped: '利用を停止しています',
  stoppedHint: 'お知らせは届かず、応募もできません。ポイントの有効期限は変わりません。',
  resume: '利用を再開する',
  leave: 'すべて削除してやめる',
  leaveHint: '次の画面で、何が消えるかを確かめてから決められます。',

  leaveTitle: 'すべて削除する',
  goes: '消えるもの',
  goesList: [
    'LINEの番号、名前、アイコン、お知らせの設定',
    'レシートの写真(ほかの人も同じ写真を送っているときを除きます)',
    'メッセージ、アンケートの回答、スタッフが書いたこと',
    'ポイント、クーポン、抽選券を使う権利',
  ],
  stays: 'だれのものかわからない形で残るもの',
  staysList: [
    'ポイントの記録と応募の判定、抽選の記録(正しかったことを確かめるため)',
    '同じレシートが二度使われないための目印',
  ],
  lineHears:
    'LINEヤフー株式会社にも、このアプリの利用をやめたことを伝えます。伝えられたかどうかは、削除のあとに表示します。',
  noReturn: 'あとから元に戻すことはできません。もう一度開くと、はじめての人になります。',
  understood: '元に戻せないことがわかりました',
  next: '確認へ進む',
  keep: 'やめておく',
  sure: '本当に削除しますか?',
  sureHint: 'ボタンを押すと、すぐに削除します。',
  erase: 'すべて削除する',
  erasing: '削除しています…',

  goneTitle: '削除しました',
  gone: 'あなたにつながる情報をすべて削除しました。ご利用ありがとうございました。',
  removed: '削除したもの',
  entries: (n: string) => `応募 ${n}件(写真は数分のうちに消えます)`,
  messages: (n: string) => `メッセージ ${n}件`,
  answers: (n: string) => `アンケートの回答 ${n}件`,
  consents: (n: string) => `お知らせの設定 ${n}件`,
  lineTold: 'LINEにも、利用をやめたことを伝えました。',
  lineNotTold:
    'LINEには伝えられませんでした。LINEの「設定」→「アカウント」→「連動アプリ」から、このアプリを解除できます。',
  receipt: '削除の受付番号',
  receiptHint: 'お問い合わせのときに必要です。この画面を保存してください。',
  close: 'この画面は閉じてかまいません。',
}

const en: typeof ja = {
  title: 'Your data',
  name: 'What we call you',
  nameHint: 'If it is wrong, correct it here.',
  saveName: 'Save the name',
  lineName: 'Back to the name from LINE',
  lineNameBack: 'From the next opening on we call you by your name from LINE.',
  saved: 'Saved',
  download: 'Download my data',
  downloadHint:
    'Everything that is kept of you, in one file (ZIP): entries, photos of receipts, points, messages and more. If it cannot be saved inside LINE, open this in a browser.',
  stop: 'Stop using',
  stopHint:
    'A pause, without deleting anything: no messages come, and you cannot enter. You can resume at any time.',
  stopped: 'You have stopped your use',
  stoppedHint: 'No messages come, and you cannot enter. Points lapse on their days as before.',
  resume: 'Resume',
  leave: 'Delete everything and leave',
  leaveHint: 'The next screen shows what goes before you decide.',

  leaveTitle: 'Delete everything',
  goes: 'What goes',
  goesList: [
    'Your LINE number, name, picture and choices',
    'Photos of receipts (unless somebody else sent the same photo)',
    'Messages, survey answers, and what staff wrote',
    'The right to use points, coupons and tickets',
  ],
  stays: 'What stays, without leading to you',
  staysList: [
    'Records of points, decisions and draws, so that they can be checked',
    'A mark by which the same receipt is not used twice',
  ],
  lineHears:
    'We tell LY Corporation that you no longer use this app. After the deletion you see whether that was possible.',
  noReturn: 'This cannot be undone. If you open the app again, you start as somebody new.',
  understood: 'I understand that this cannot be undone',
  next: 'Go on',
  keep: 'Keep everything',
  sure: 'Really delete everything?',
  sureHint: 'The button deletes at once.',
  erase: 'Delete everything',
  erasing: 'Deleting…',

  goneTitle: 'Deleted',
  gone: 'Everything that leads to you is deleted. Thank you for having been here.',
  removed: 'What was deleted',
  entries: (n) => `${n} entries (their photos go within minutes)`,
  messages: (n) => `${n} messages`,
  answers: (n) => `${n} survey answers`,
  consents: (n) => `${n} choices about messages`,
  lineTold: 'LINE was told as well.',
  lineNotTold:
    'LINE could not be told. You can remove this app in LINE under Settings, Account, Authorized apps.',
  receipt: 'Receipt of the deletion',
  receiptHint: 'You need it if you ask about this. Please keep this screen.',
  close: 'You may close this screen.',
}

const words = wordsIn({ ja, en })
export const useOwnDataWords = () => words
