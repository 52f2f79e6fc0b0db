/** Invented shops in invented towns. A chain has one registration number; its branches have a telephone and an address. */
export type Shop = { name: string; layout: string; branches: Branch[] }
export type Branch = { name: string; areaCode: string; address: string }

const wakaba = { name: '若葉町店', areaCode: '03', address: '東京都汐見区若葉町3-14-2' }
const kitahama = { name: '北浜店', areaCode: '06', address: '大阪府水無市北浜通1-8-5' }
const tsukigaoka = { name: '月ヶ丘店', areaCode: '052', address: '愛知県鳴木市月ヶ丘2-21' }
const sakuragi = { name: '桜木駅前店', areaCode: '045', address: '神奈川県浦風市桜木5-3-11' }
const minamisato = { name: '南里店', areaCode: '092', address: '福岡県宵待市南里4-6-19' }
const branches = [wakaba, kitahama, tsukigaoka, sakuragi, minamisato]

export const shops: Shop[] = [
  { name: 'ソラマメマート', layout: 'konbini-included', branches },
  { name: 'コトリストア', layout: 'konbini-excluded', branches },
  { name: 'フレッシュ玉葉', layout: 'supermarket-kana', branches },
  { name: 'スーパーあおぎり', layout: 'supermarket-kanji', branches },
  { name: 'くすりのシラカバ', layout: 'drugstore', branches },
  { name: 'ドラッグやつで', layout: 'drugstore', branches },
  { name: '喫茶うみねこ', layout: 'cafe', branches },
  { name: 'カフェ ロンド坂', layout: 'cafe', branches },
  { name: '汐風書房', layout: 'bookshop', branches },
  { name: 'ひゃくまる', layout: 'hyakuen', branches },
]
