import type { Rate } from './truth.ts'

export type Shelf = 'konbini' | 'supermarket' | 'drugstore' | 'cafe' | 'bookshop' | 'hyakuen'

export type Good = {
  /** Ways in which tills that print kanji spell it. */
  names: string[]
  /** Ways in which tills that only know half-width kana spell it. */
  kana: string[]
  price: number
  rate: Rate
  shelves: Shelf[]
  jan?: string
  /** Set on the sponsor's goods: the product's id in the campaign. */
  product?: string
}

/** ミナト食品's six goods: the brand of the sample campaign. An invented firm. */
export const sponsorGoods: Good[] = [
  {
    product: 'green-tea-500',
    jan: '4900000100013',
    names: ['ミナト 緑茶 500ml', 'ミナト緑茶500', 'ミナト 緑茶500ml'],
    kana: ['ﾐﾅﾄ ﾘｮｸﾁｬ500', 'ﾐﾅﾄ ﾘｮｸﾁｬ 500ML', 'ﾐﾅﾄﾘｮｸﾁｬ500'],
    price: 128,
  },
  {
    product: 'barley-tea-600',
    jan: '4900000100020',
    names: ['ミナト 麦茶 600ml', 'ミナト麦茶600', 'ミナト むぎ茶 600ml'],
    kana: ['ﾐﾅﾄ ﾑｷﾞﾁｬ600', 'ﾐﾅﾄ ﾑｷﾞﾁｬ 600ML', 'ﾐﾅﾄﾑｷﾞﾁｬ600'],
    price: 118,
  },
  {
    product: 'jasmine-tea-500',
    jan: '4900000100037',
    names: ['ミナト ジャスミン茶 500ml', 'ミナト ジャスミン茶', 'ミナトジャスミン茶500'],
    kana: ['ﾐﾅﾄ ｼﾞｬｽﾐﾝﾁｬ500', 'ﾐﾅﾄ ｼﾞｬｽﾐﾝﾁｬ', 'ﾐﾅﾄｼﾞｬｽﾐﾝ500'],
    price: 138,
  },
  {
    product: 'nori-chips-60',
    jan: '4900000100044',
    names: ['ミナト のり塩チップス 60g', 'ミナトのり塩チップス', 'ミナト のり塩チップス'],
    kana: ['ﾐﾅﾄ ﾉﾘｼｵﾁｯﾌﾟｽ', 'ﾐﾅﾄ ﾉﾘｼｵ60G', 'ﾐﾅﾄﾉﾘｼｵﾁｯﾌﾟｽ60'],
    price: 158,
  },
  {
    product: 'milk-chocolate',
    jan: '4900000100051',
    names: ['ミナト ミルクチョコレート', 'ミナト ミルクチョコ', 'ミナトミルクチョコ'],
    kana: ['ﾐﾅﾄ ﾐﾙｸﾁｮｺﾚｰﾄ', 'ﾐﾅﾄ ﾐﾙｸﾁｮｺ', 'ﾐﾅﾄﾐﾙｸﾁｮｺ'],
    price: 198,
  },
  {
    product: 'cup-miso',
    jan: '4900000100068',
    names: ['ミナト カップ味噌汁', 'ミナトカップ味噌汁', 'ミナト カップみそ汁'],
    kana: ['ﾐﾅﾄ ｶｯﾌﾟﾐｿｼﾙ', 'ﾐﾅﾄｶｯﾌﾟﾐｿｼﾙ'],
    price: 168,
  },
].map((good) => ({ ...good, rate: 8, shelves: ['konbini', 'supermarket', 'drugstore', 'hyakuen'] }))

const konbini: Shelf[] = ['konbini']
const supermarket: Shelf[] = ['supermarket']
const drugstore: Shelf[] = ['drugstore']
const cafe: Shelf[] = ['cafe']
const bookshop: Shelf[] = ['bookshop']
const hyakuen: Shelf[] = ['hyakuen']
const grocers: Shelf[] = ['konbini', 'supermarket', 'drugstore']

/** Rows of price, rate, kanji, kana; a shelf that prints no kana leaves it out. */
const rows: [Shelf[], [number, Rate, string, string?][]][] = [
  [
    // Other makers' teas, crisps and sweets: the near misses of the campaign.
    grocers,
    [
      [135, 8, 'みどり園 緑茶 600ml', 'ﾐﾄﾞﾘｴﾝ ﾘｮｸﾁｬ'],
      [128, 8, 'カナタ 麦茶 650ml', 'ｶﾅﾀ ﾑｷﾞﾁｬ650'],
      [148, 8, 'カナタ 烏龍茶 525ml', 'ｶﾅﾀ ｳｰﾛﾝﾁｬ525'],
      [168, 8, 'ホクセイ ポテトうすしお', 'ﾎｸｾｲ ﾎﾟﾃﾄｳｽｼｵ'],
      [178, 8, 'ルナ ビターチョコ', 'ﾙﾅ ﾋﾞﾀｰﾁｮｺ'],
      [158, 8, 'カップ春雨 わかめ', 'ｶｯﾌﾟﾊﾙｻﾒ ﾜｶﾒ'],
      [108, 8, '天然水 550ml', 'ﾃﾝﾈﾝｽｲ550'],
      [138, 8, '強炭酸水 500ml', 'ﾀﾝｻﾝｽｲ500'],
    ],
  ],
  [
    konbini,
    [
      [150, 8, 'おにぎり 紅しゃけ'],
      [140, 8, 'おにぎり ツナマヨ'],
      [298, 8, 'ミックスサンド'],
      [598, 8, 'のり弁当'],
      [238, 8, '鶏からあげ 5個'],
      [120, 8, 'ホットコーヒー S'],
      [160, 8, '肉まん'],
      [165, 8, 'シュークリーム'],
      [258, 8, '野菜サラダ'],
      [228, 10, '缶ビール 350ml'],
      [550, 10, '単3電池 4本'],
      [330, 10, '不織布マスク 7枚'],
      [180, 10, 'ボールペン 黒'],
      [5, 10, 'レジ袋 M'],
    ],
  ],
  [
    supermarket,
    [
      [228, 8, '牛乳 1L', 'ｷﾞｭｳﾆｭｳ 1L'],
      [268, 8, '卵 Mサイズ 10個', 'ﾀﾏｺﾞ M 10ｺ'],
      [158, 8, '食パン 6枚', 'ｼｮｸﾊﾟﾝ 6ﾏｲ'],
      [98, 8, '絹とうふ', 'ｷﾇﾄｳﾌ'],
      [88, 8, 'もやし', 'ﾓﾔｼ'],
      [198, 8, 'キャベツ', 'ｷｬﾍﾞﾂ'],
      [248, 8, 'バナナ', 'ﾊﾞﾅﾅ'],
      [458, 8, '豚こま切れ', 'ﾌﾞﾀｺﾏｷﾞﾚ'],
      [398, 8, '塩さば 2切', 'ｼｵｻﾊﾞ 2ｷﾚ'],
      [178, 8, 'プレーンヨーグルト', 'ﾌﾟﾚｰﾝﾖｰｸﾞﾙﾄ'],
      [328, 8, 'こいくち醤油 1L', 'ｼｮｳﾕ 1L'],
      [128, 8, '納豆 3個組', 'ﾅｯﾄｳ 3P'],
      [218, 10, '缶ビール 350ml', 'ﾋﾞｰﾙ 350ML'],
      [348, 10, '台所用洗剤', 'ﾀﾞｲﾄﾞｺﾛｾﾝｻﾞｲ'],
      [198, 10, 'ラップ 20m', 'ﾗｯﾌﾟ 20M'],
      [5, 10, 'レジ袋 L', 'ﾚｼﾞﾌﾞｸﾛ L'],
    ],
  ],
  [
    drugstore,
    [
      [398, 10, 'シャンプー詰替 400ml'],
      [298, 10, '薬用ハミガキ 120g'],
      [178, 10, '歯ブラシ かため'],
      [698, 10, 'ビタミンC 60粒'],
      [1280, 10, '風邪薬 顆粒 12包'],
      [348, 10, '柔軟剤 つめかえ'],
      [458, 10, 'ティッシュ 5箱'],
      [248, 10, '絆創膏 40枚'],
      [88, 8, 'ゼリー飲料'],
      [158, 8, '米菓 しょうゆ味'],
      [198, 8, '栄養ドリンク風飲料'],
      [128, 8, 'カップ麺 みそ'],
    ],
  ],
  [
    cafe,
    [
      [450, 10, 'ブレンド'],
      [480, 10, 'カフェオレ'],
      [520, 10, 'アイスココア'],
      [430, 10, '紅茶'],
      [580, 10, 'チーズケーキ'],
      [620, 10, '季節のタルト'],
      [780, 10, 'たまごサンド'],
      [950, 10, 'ナポリタン'],
      [640, 10, 'ピザトースト'],
      [300, 10, 'バニラアイス'],
    ],
  ],
  [
    bookshop,
    [
      [792, 10, '文庫 雨の灯台'],
      [682, 10, '文庫 猫町七番地'],
      [528, 10, 'コミック 空のうた 3'],
      [1760, 10, '単行本 遠い汽笛'],
      [990, 10, '雑誌 月刊くらし手帖'],
      [1078, 10, '新書 土と微生物'],
      [330, 10, 'しおりセット'],
      [440, 10, 'ノート A5 方眼'],
    ],
  ],
  [
    hyakuen,
    [
      [100, 10, 'キッチンスポンジ 3P'],
      [100, 10, '収納ボックス'],
      [100, 10, '洗濯ネット'],
      [100, 10, 'クリアファイル 10枚'],
      [300, 10, '折りたたみ傘'],
      [100, 10, '園芸手袋'],
      [200, 10, 'LEDライト'],
      [100, 8, 'ラムネ菓子'],
      [100, 8, 'ミックスナッツ'],
      [100, 8, '緑茶 500ml'],
      [100, 8, 'うすしおチップス'],
    ],
  ],
]

export const otherGoods: Good[] = rows.flatMap(([shelves, goods]) =>
  goods.map(([price, rate, name, kana]) => ({
    names: [name],
    kana: kana ? [kana] : [],
    price,
    rate,
    shelves,
  })),
)
