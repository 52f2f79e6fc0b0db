interface Words {
  ja: string
  en: string
}
interface LineWords {
  id: string
  about: Words
  basis: Words
}

const yen = (amount: number): string => amount.toLocaleString('en-US')

const FOR_EVERYONE = {
  ja: '景品表示法第4条、「一般消費者に対する景品類の提供に関する事項の制限」(昭和52年公正取引委員会告示第5号)第1項',
  en: 'Premiums Act, article 4; notice 5 of 1977 on premiums to consumers, item 1',
}
const byChance = (items: string) => ({
  ja: `景品表示法第4条、「懸賞による景品類の提供に関する事項の制限」(昭和52年公正取引委員会告示第3号)第${items}項`,
  en: `Premiums Act, article 4; notice 3 of 1977 on premiums by prize competition, item ${items}`,
})

/** The words of the lines and notes of `prizeLaw`, each with the article that it rests on. */
export const prizeLawWords = {
  noBasis: () => ({
    id: 'no_basis',
    about: { ja: '取引の価額と売上予定', en: 'Price and expected sales' },
    cap_yen: null,
    planned_yen: null,
    within: null,
    basis: {
      ja: '取引の価額と売上予定総額(prizeBasis)がないため、景品表示法第4条の限度額を計算できません。',
      en: 'Without price and expected sales (prizeBasis) the caps under article 4 of the Premiums Act cannot be told.',
    },
  }),

  highestForEveryone: (spend: number): LineWords => ({
    id: `everyone_highest:${spend}`,
    about: {
      ja: `${yen(spend)}円の購入で全員がもらえるポイントの最高額(総付景品)`,
      en: `The most that everybody gets for a purchase of ${yen(spend)} yen`,
    },
    basis: everyoneBasis(spend),
  }),

  stamps: (goal: number, each: number): LineWords => ({
    id: 'everyone_stamps',
    about: {
      ja: `スタンプ${goal}個(${yen(goal * each)}円の購入)で全員がもらえるポイント(総付景品)`,
      en: `What everybody gets for ${goal} stamps, purchases of ${yen(goal * each)} yen together`,
    },
    basis: everyoneBasis(goal * each),
  }),

  grant: (total: number | null): LineWords => ({
    id: 'grant',
    about: {
      ja: 'この購入で受け取るポイントの合計(レシートと手動の付与)',
      en: 'All points that this purchase brings, of its receipt and by hand',
    },
    basis:
      total === null
        ? {
            ja: `購入金額がわかりません。${FOR_EVERYONE.ja}`,
            en: `The total of the purchase is not known. ${FOR_EVERYONE.en}`,
          }
        : everyoneBasis(total),
  }),

  totalForEveryone: (): LineWords => ({
    id: 'everyone_total',
    about: { ja: '全員がもらえるポイントの総額(予算)', en: 'All points to everybody: the budget' },
    basis: {
      ja: `総付景品に総額の制限はありません。${FOR_EVERYONE.ja}`,
      en: `The law caps no total of premiums to everybody. ${FOR_EVERYONE.en}`,
    },
  }),

  highestByChance: (name: string, index: number, price: number, jointly: boolean): LineWords => ({
    id: `chance_highest:${index + 1}`,
    about: {
      ja: `「${name}」1本の価額(${kind(jointly).ja})`,
      en: `One prize "${name}" (${kind(jointly).en})`,
    },
    basis: chanceBasis(price, jointly),
  }),

  togetherByChance: (price: number, jointly: boolean): LineWords => ({
    id: 'chance_together',
    about: {
      ja: `1回の購入で重ねて当たりうる賞の合計(${kind(jointly).ja})`,
      en: `All that one purchase can win together (${kind(jointly).en})`,
    },
    basis: {
      ja: `同一の取引に附随する懸賞は合算します(懸賞運用基準5(2))。${chanceBasis(price, jointly).ja}`,
      en: `Prizes that hang on one transaction are added up (guidelines on prize competitions, 5(2)). ${chanceBasis(price, jointly).en}`,
    },
  }),

  totalByChance: (sales: number, jointly: boolean): LineWords => ({
    id: 'chance_total',
    about: { ja: `景品類の総額(${kind(jointly).ja})`, en: `All prizes together (${kind(jointly).en})` },
    basis: {
      ja: `売上予定総額${yen(sales)}円の${jointly ? 3 : 2}%まで。${byChance(jointly ? '4' : '3').ja}`,
      en: `${jointly ? 3 : 2} % of the expected sales of ${yen(sales)} yen. ${byChance(jointly ? '4' : '3').en}`,
    },
  }),

  /** 定義告示運用基準 6; 消費者庁「景品に関するQ&A」値引と認められる経済上の利益 */
  noteOnDiscounts: (): Words => ({
    ja: 'ポイントが自社の商品・サービスの支払いに充てられる場合は「値引と認められる経済上の利益」として景品類に当たらないことがあります(景品類等の指定の告示の運用基準6)。懸賞で与える場合、使いみちを限る場合、景品と選べる場合は値引になりません。ここではすべて景品類として計算しています。',
    en: 'Points that pay for the sponsor’s own goods may be a discount and no premium at all (guidelines on the designation of premiums, 6); not so if they are won by chance, tied to one use, or offered beside a premium. Here all points count as premiums: have it judged.',
  }),
  noteOnNoPurchase: (): Words => ({
    ja: '購入にひもづかない付与(お詫びなど)として、景品類の限度額は計算していません。購入を条件に渡す場合は、そのレシートを選んでください。',
    en: 'Given for no purchase, such as to make up for something: no cap is worked out. Where a purchase is the condition, name its receipt.',
  }),
  noteOnLeast: (least: number, price: number): Words => ({
    ja: `${yen(least)}円の購入から参加できるため、取引の価額は${yen(price)}円ではなく${yen(least)}円とされるおそれがあります。最低購入額を定めるか、取引の価額を見直してください。`,
    en: `One can take part from ${yen(least)} yen on, so that the price of the transaction may be held to be that rather than ${yen(price)} yen. Set a minimum spend, or think the price over.`,
  }),
  noteOnChance: (): Words => ({
    ja: '抽選やその場で当たる賞があるため、その部分は一般懸賞として計算しています。',
    en: 'There are prizes by chance: they are held against the caps of 一般懸賞, though the campaign is set down as 総付.',
  }),
  noteOnJointly: (): Words => ({
    ja: '共同懸賞と認められるのは、一定の地域の小売業者等の相当多数が共同して行う場合などに限られます(同告示第4項各号)。要件を確認してください。',
    en: '共同懸賞 is only what a considerable number of the shops of a district, a shopping street or a trade hold together (the notice’s item 4): check that this is so.',
  }),
}

const kind = (jointly: boolean): Words =>
  jointly ? { ja: '共同懸賞', en: 'joint prize competition' } : { ja: '一般懸賞', en: 'prize competition' }

function everyoneBasis(price: number): Words {
  return price < 1000
    ? {
        ja: `取引の価額が${yen(price)}円(1,000円未満)のため200円まで。${FOR_EVERYONE.ja}`,
        en: `200 yen, as the price of ${yen(price)} yen lies below 1,000. ${FOR_EVERYONE.en}`,
      }
    : {
        ja: `取引の価額${yen(price)}円の10分の2まで。${FOR_EVERYONE.ja}`,
        en: `Two tenths of the price of ${yen(price)} yen. ${FOR_EVERYONE.en}`,
      }
}

function chanceBasis(price: number, jointly: boolean): Words {
  if (jointly)
    return {
      ja: `取引の価額にかかわらず300,000円まで。${byChance('4').ja}`,
      en: `300,000 yen whatever the price. ${byChance('4').en}`,
    }
  return price < 5000
    ? {
        ja: `取引の価額${yen(price)}円(5,000円未満)の20倍まで。${byChance('2').ja}`,
        en: `20 times the price of ${yen(price)} yen, which lies below 5,000. ${byChance('2').en}`,
      }
    : {
        ja: `取引の価額が${yen(price)}円(5,000円以上)のため100,000円まで。${byChance('2').ja}`,
        en: `100,000 yen, as the price of ${yen(price)} yen is 5,000 or more. ${byChance('2').en}`,
      }
}
