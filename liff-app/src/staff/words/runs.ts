const ja = {
  waiting: '順番を待っています…',
  beginning: '準備しています…',
  running: (percent: string) => `${percent}% まで進みました`,
  away: 'この画面を離れても続きます。戻ると、ここで進み具合を見られます。',
}

const en: typeof ja = {
  waiting: 'Waiting for its turn…',
  beginning: 'Getting ready…',
  running: (percent) => `${percent}% is done`,
  away: 'It goes on while you are elsewhere. Come back here to see how far it is.',
}

export const runsWords = { ja, en }
