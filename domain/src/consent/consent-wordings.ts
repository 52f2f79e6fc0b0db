import type { AskedPurpose } from './consent-purpose.ts'

interface PurposeWords {
  title: { ja: string; en: string }
  text: { ja: string; en: string }
}
type Wording = Readonly<Partial<Record<AskedPurpose, PurposeWords>>>

/** The one switch that stood in the mini-app before purposes were told apart. */
const first: Wording = {
  offers: {
    title: { ja: 'おすすめのお知らせを受け取る', en: 'Send me offers' },
    text: {
      ja: 'お買い物の内容に合わせたお知らせが、LINEのトークに届きます。いつでも止められます。応募の結果は、この設定に関わらず、アプリの「応募」でご覧いただけます。',
      en: 'Offers that fit what you buy come to your LINE chat. You can stop them at any time. Results of your entries stand in the app in any case.',
    },
  },
}

const second: Wording = {
  offers: {
    title: { ja: 'おすすめのお知らせを受け取る', en: 'Send me offers' },
    text: {
      ja: '商品やキャンペーンのお知らせが、LINEのトークに届きます。応募の結果は、この設定に関わらず届きます。',
      en: 'News of goods and campaigns comes to your LINE chat. Results of your entries come in any case.',
    },
  },
  analysis: {
    title: { ja: 'お買い物の内容を、おすすめ選びに使う', en: 'Choose offers by what I buy' },
    text: {
      ja: 'オンの間に送ったレシートの内容(お店・日時・商品・金額)から、あなたに合うお知らせを選びます。オフの間に送ったレシートは、応募の確認・ポイントの付与・不正の防止にだけ使います。',
      en: 'Receipts that you send while this is on (shop, time, goods, amounts) are used to choose offers that fit you. Those that you send while it is off are used to check entries, to credit points and to prevent fraud only.',
    },
  },
  surveys: {
    title: { ja: 'アンケートのお願いを受け取る', en: 'Ask me for my opinion' },
    text: {
      ja: 'ポイントがたまったあと、多くても90日に1回、短いアンケートがトークに届きます。',
      en: 'After points are credited a short question comes to your chat, at most once in 90 days.',
    },
  },
  steps: {
    title: { ja: '続きもののご案内を受け取る', en: 'Send me series of messages' },
    text: {
      ja: 'はじめての方へのご案内など、何日かに分けたお知らせがトークに届きます。',
      en: 'Messages that follow one another over some days, such as a welcome, come to your chat.',
    },
  },
  experiments: {
    title: { ja: 'お知らせの効果くらべに参加する', en: 'Take part in comparisons' },
    text: {
      ja: 'お知らせの内容や届け方を人によって変え、その後のお買い物とくらべて、よりよいお知らせを選びます。',
      en: 'What is sent, and how, differs from person to person and is compared by what is bought afterwards.',
    },
  },
  email: {
    title: { ja: 'メールでお知らせを受け取る', en: 'Send me e-mail' },
    text: {
      ja: '商品やキャンペーンのお知らせが、あなたのメールアドレスに届きます。',
      en: 'News of goods and campaigns comes to your e-mail address.',
    },
  },
  sharing: {
    title: { ja: 'ほかの会社への提供に同意する', en: 'Let others have my data' },
    text: {
      ja: 'プライバシーポリシーに書かれた相手に、そこに書かれた内容を提供します。',
      en: 'Those whom the privacy notice names are given what it names.',
    },
  },
}

/** Purchases that say something of health, sexual life, belief or politics are agreed to by themselves. */
const third: Wording = {
  ...second,
  sensitive: {
    title: { ja: '健康・信条などに関わるお買い物も、おすすめ選びに使う', en: 'Also use sensitive purchases' },
    text: {
      ja: '医薬品、病院、お守り、寄付など、健康・性・宗教・政治に関わるお買い物は、オンの間に送ったレシートのものだけを、おすすめ選びと分析に使います。オフの間のものは使いません。レシートの写真と読み取りは、応募の確認のため決められた期間だけ保存します。',
      en: 'Purchases that speak of health, sexual life, religion or politics, such as medicines, hospitals, charms or donations, are used for offers and analysis only from receipts that you send while this is on. Others are not used; the photo and what was read of it are kept for some time, to check the entry.',
    },
  },
}

/**
 * Every wording under which a person has been asked, the oldest first: version 1, 2, … One that somebody has agreed to is
 * never reworded; other words are a new version, and nobody who agreed to older ones has agreed to what those left out.
 */
export const CONSENT_WORDINGS: readonly Wording[] = [first, second, third]

/** The version that people are asked by now. */
export const CURRENT_WORDING = CONSENT_WORDINGS.length

/** Tells whether this version of the words spoke of a purpose at all. */
export function wordingCovers(version: number, purpose: AskedPurpose): boolean {
  return CONSENT_WORDINGS[version - 1]?.[purpose] !== undefined
}

/** Lists the versions of the words under which a yes to a purpose counts. */
export function wordingsThatCover(purpose: AskedPurpose): number[] {
  return CONSENT_WORDINGS.map((_, i) => i + 1).filter((version) => wordingCovers(version, purpose))
}

/** Finds the words for a purpose in a version; undefined where it had none. */
export function consentWords(version: number, purpose: AskedPurpose): PurposeWords | undefined {
  return CONSENT_WORDINGS[version - 1]?.[purpose]
}
