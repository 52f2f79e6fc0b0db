import type { Random } from '../../random.ts'
import { NAME_PARTS } from './goods-words.ts'

const list = (words: string) => words.trim().split(/\s+/u)

const PREFECTURES = list(
  `北海道 青森県 岩手県 宮城県 秋田県 山形県 福島県 茨城県 栃木県 群馬県 埼玉県 千葉県 東京都 神奈川県 新潟県 富山県 石川県 福井県 山梨県 長野県 岐阜県 静岡県 愛知県 三重県 滋賀県 京都府 大阪府 兵庫県 奈良県 和歌山県 鳥取県 島根県 岡山県 広島県 山口県 徳島県 香川県 愛媛県 高知県 福岡県 佐賀県 長崎県 熊本県 大分県 宮崎県 鹿児島県 沖縄県`,
)
const CITIES = list(
  `札幌市中央区 札幌市北区 函館市 旭川市 仙台市青葉区 盛岡市 郡山市 水戸市 宇都宮市 前橋市 高崎市 さいたま市大宮区 川口市 所沢市 千葉市美浜区 船橋市 柏市 千代田区 中央区 港区 新宿区 文京区 台東区 墨田区 江東区 品川区 目黒区 大田区 世田谷区 渋谷区 中野区 杉並区 豊島区 北区 荒川区 板橋区 練馬区 足立区 葛飾区 江戸川区 八王子市 立川市 武蔵野市 三鷹市 町田市 横浜市西区 横浜市中区 横浜市港北区 川崎市中原区 川崎市高津区 相模原市南区 藤沢市 鎌倉市 新潟市中央区 長岡市 富山市 金沢市 福井市 甲府市 長野市 松本市 岐阜市 静岡市葵区 浜松市中央区 沼津市 名古屋市中区 名古屋市中村区 名古屋市千種区 豊田市 岡崎市 一宮市 津市 四日市市 大津市 草津市 京都市下京区 京都市左京区 宇治市 大阪市北区 大阪市中央区 大阪市天王寺区 大阪市淀川区 堺市堺区 吹田市 豊中市 枚方市 東大阪市 神戸市中央区 神戸市東灘区 姫路市 西宮市 尼崎市 奈良市 和歌山市 鳥取市 松江市 岡山市北区 倉敷市 広島市中区 福山市 下関市 徳島市 高松市 松山市 高知市 福岡市博多区 福岡市中央区 北九州市小倉北区 久留米市 佐賀市 長崎市 熊本市中央区 大分市 宮崎市 鹿児島市 那覇市 宜野湾市`,
)
const TOWNS = list(
  `本町 中央 栄町 旭町 緑町 若葉町 桜町 桜木町 松原 大手町 元町 新町 東町 西町 南町 北町 上町 下町 仲町 泉町 幸町 宮前 宮町 寺町 城東 城西 川端町 浜松町 港町 海岸通 駅前 駅前本町 駅南 末広町 昭和町 大正町 日の出 日吉 青葉台 美しが丘 つつじが丘 光が丘 希望ヶ丘 自由が丘 富士見 富士見台 高台 大橋 天神 八幡 稲荷 神明 春日 三宮 梅田 難波 心斎橋 北浜 天満 本郷 根岸 谷中 浅草橋 押上 錦糸 亀有 北千住 三軒茶屋 二子玉川 用賀 吉祥寺本町 国分寺 溝口 武蔵小杉 綱島 戸塚 大船 藤が丘 八事 金山 今池 栄 大須 烏丸通 河原町 四条通 一乗寺 鴨川 山科 桃山 西院 伏見 千里 江坂 緑地公園 箕面 岡本 六甲 御影 塩屋 舞子 明石町 大工町 鍛冶町 呉服町 魚町 米町 塩町 紺屋町 鉄砲町 弓町 鷹匠町`,
)
const CHAIN_KINDS = list(
  `マート ストア スーパー 薬局 ドラッグ 書店 書房 堂書店 電機 ホーム ホームセンター 商店 酒店 酒場 食堂 亭 庵 屋 家 寿司 鮨 珈琲店 喫茶 カフェ ベーカリー パン工房 製菓 菓子舗 本舗 精肉店 青果 鮮魚 生花店 文具店 洋品店 靴店 眼鏡店 時計店 クリーニング 美容室 石油 給油所 モータース 百貨店 市場 フーズ バーガー ラーメン うどん そば処 とんかつ 焼肉 居酒屋 ダイニング キッチン デリ マルシェ プラザ モール タウン 100円ショップ 生協`,
)
const SHOP_WORDS = list(
  `あおぞら ひまわり さくら すみれ たんぽぽ こもれび つばめ かもめ ひばり ふくろう うさぎ こぐま きつね やまびこ みなと なぎさ しおかぜ あさひ ゆうひ ほしぞら つきみ ゆきうさぎ はなまる まるきん まるよし 丸福 丸大 大黒 恵比寿 福寿 千歳 万代 鶴亀 松竹 白樺 若竹 青柳 山吹 藤波 桔梗 銀杏 楓 紅葉 富士 赤城 筑波 浅間 白山 立山 鳥海 阿蘇 有明 瀬戸 玄海 日本橋 銀星 金星 天狗 風月 清流 泉 岩清水 雷鳥 孔雀 白鳥 隼 虎 龍 獅子 鯨 鯛 海老名 越後 信濃 近江 播磨 備前 讃岐 土佐 肥後 薩摩 陸奥 津軽`,
)
const AREA_CODES = list(
  `03 03 06 06 011 022 043 044 045 046 048 052 054 058 072 075 076 077 078 082 086 092 093 096 098 0120 0120 0422 0466 0532 0564 0584 0798 0823 0836 0852 0867 0942 0985 050 0570 080 090 070`,
)

export function phoneText(random: Random): string {
  const area = random.pick(AREA_CODES)
  const rest = random.digits(/^0[5789]0$/u.test(area) ? 4 : Math.max(1, 6 - area.length))
  const last = random.digits(area.startsWith('0120') ? 3 : 4)
  const number = random.pick([
    `${area}-${rest}-${last}`,
    `${area}-${rest}-${last}`,
    `${area}-${rest}-${last}`,
    `(${area})${rest}-${last}`,
    `${area}(${rest})${last}`,
  ])
  return random.pick([
    number,
    `TEL ${number}`,
    `TEL ${number}`,
    `TEL:${number}`,
    `TEL: ${number}`,
    `TEL${number}`,
    `電話:${number}`,
    `電話 ${number}`,
    `電話番号 ${number}`,
    `Tel.${number}`,
    `ＴＥＬ ${number}`,
    `☆${number}`,
    `FAX ${number}`,
    `お問合せ ${number}`,
    `お客様相談室 ${number}`,
    `フリーダイヤル ${number}`,
  ])
}

export function addressText(random: Random): string {
  const n = (max: number) => random.whole(1, max)
  const block = random.pick([
    `${n(9)}-${n(30)}-${n(20)}`,
    `${n(9)}-${n(30)}-${n(20)}`,
    `${n(300)}-${n(9)}`,
    `${n(9)}丁目${n(30)}-${n(20)}`,
    `${n(9)}丁目${n(30)}番${n(20)}号`,
    `${n(999)}番地`,
    `${n(9)}-${n(9)}`,
    `${n(9)}－${n(30)}－${n(9)}`,
    `${n(2000)}`,
  ])
  const area = `${random.pick(CITIES)}${random.pick(TOWNS)}`
  const floor = random.pick([
    '',
    '',
    '',
    '',
    ` ${n(12)}F`,
    ` ${n(9)}階`,
    ` B${n(2)}F`,
    ` ${random.pick(SHOP_WORDS)}ビル${n(9)}F`,
    ` ${random.pick(['駅ビル', 'ショッピングセンター', 'プラザ', 'タワー', '会館'])}${n(5)}F`,
  ])
  const draw = random.next()
  if (draw < 0.35) return `${random.pick(PREFECTURES)}${area}${block}${floor}`
  if (draw < 0.65) return `${area}${block}${floor}`
  if (draw < 0.75) return `${random.pick(TOWNS)}${block}${floor}`
  if (draw < 0.88)
    return `〒${random.digits(3)}-${random.digits(4)}${random.chance(0.5) ? ` ${random.pick(PREFECTURES)}${area}` : ''}`
  return `${random.pick(PREFECTURES)}${area}`
}

export function shopText(random: Random): string {
  const name = random.pick([
    random.pick(SHOP_WORDS),
    random.pick(NAME_PARTS) + random.pick(NAME_PARTS),
    random.pick(SHOP_WORDS) + random.pick(NAME_PARTS),
    random.pick(TOWNS),
  ])
  const kind = random.pick(CHAIN_KINDS)
  const shop = random.pick([
    name + kind,
    kind + name,
    `${kind}の${name}`,
    `${name}の${kind}`,
    `${kind} ${name}`,
    name,
  ])
  const branch = `${random.pick([random.pick(TOWNS), random.pick(CITIES).replace(/[市区].*$/u, ''), `${random.pick(TOWNS)}駅前`, `${random.pick(TOWNS)}駅東口`, `新${random.pick(TOWNS)}`, `${random.pick(TOWNS)}${random.whole(1, 9)}丁目`, `${random.pick(TOWNS)}通り`, `${random.pick(CITIES).replace(/[市区].*$/u, '')}${random.pick(TOWNS)}`])}店`
  const company = random.pick(['株式会社', '(株)', '㈱', '有限会社', '(有)', '合同会社'])
  const draw = random.next()
  if (draw < 0.3) return shop
  if (draw < 0.6) return branch
  if (draw < 0.8) return `${shop}${random.pick([' ', '　', ''])}${branch}`
  return random.chance(0.5)
    ? `${company}${random.pick(['', ' '])}${shop}`
    : `${shop}${random.pick(['', ' '])}${company}`
}
