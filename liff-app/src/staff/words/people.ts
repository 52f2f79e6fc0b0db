const ja = {
  choice: {
    label: 'お客さま',
    hint: 'お客さまのID、または応募の画面のアドレスを貼るか、下から選びます。',
    recent: '最近の人',
    none: 'まだだれもいません。',
    unknown: 'IDか、応募のアドレスではありません',
    missing: 'この応募は見つかりません',
    chosen: (name: string) => `選んだ人: ${name}`,
    byId: (id: string) => `ID ${id}`,
    since: (day: string) => `${day} から`,
  },
  anonymous: '名前なし',
  tests: {
    hint: '広告主や代理店の、ためしに使う人です。応募は判定されポイントも入りますが、数字・セグメント・抽選・キャンペーンと特典の予算には入りません。',
    count: (n: string) => `${n}人。`,
    none: 'テストの人はまだいません。ミニアプリを一度開いた人を、ここに加えます。',
    add: 'テストの人を加える',
    addTitle: 'テストの人を加える',
    send: '加える',
    side: 'どちらの人か',
    sides: { client: '広告主', agency: '代理店' },
    columns: { name: '名前', side: '所属', since: 'いつから', addedBy: '加えた人' },
    remove: '外す',
    removeTitle: (name: string) => `${name} をテストの人から外す`,
    removeHint: 'これからはお客さまとして、すべての数字に入ります(これまでの応募と回答もふくみます)。',
    missing: '人を選んでください',
  },
}

const en: typeof ja = {
  choice: {
    label: 'Person',
    hint: 'Paste their ID or the address of an entry, or choose below.',
    recent: 'Lately joined',
    none: 'Nobody yet.',
    unknown: 'This is no ID, and no address of an entry',
    missing: 'There is no such entry',
    chosen: (name) => `Chosen: ${name}`,
    byId: (id) => `ID ${id}`,
    since: (day) => `since ${day}`,
  },
  anonymous: 'No name',
  tests: {
    hint: 'People of the client or the agency who try the account out. Their entries are judged and bring points; no figure, segment, draw, budget of a campaign or of rewards knows them.',
    count: (n) => `${n} people. `,
    none: 'There are no test people yet. Whoever has opened the mini-app once can be added here.',
    add: 'Add a test person',
    addTitle: 'Add a test person',
    send: 'Add',
    side: 'Whose side',
    sides: { client: 'Client', agency: 'Agency' },
    columns: { name: 'Name', side: 'Side', since: 'Since', addedBy: 'Added by' },
    remove: 'Remove',
    removeTitle: (name) => `Remove ${name} from the test people`,
    removeHint:
      'From now on they are a customer and stand in all figures, with what they entered and answered so far.',
    missing: 'Choose a person',
  },
}

export const peopleWords = { ja, en }
