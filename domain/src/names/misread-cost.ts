/** What it costs to take a printed sign for another one; see `misreadCost`. */
export type Misread = (printed: string, meant: string) => number

/**
 * Kana, digits and Latin letters that are read for one another. Counted on 37,000 lines drawn as tills print them and
 * made hard to read (small, faint, smeared), with the recogniser of this product: every pair here takes at least three
 * of a thousand of one of its two signs. Signs are as `normaliseName` leaves them: large katakana, lower-case Latin.
 */
const LOOKALIKES = new Set(
  (
    'フヲ スヌ クケ グゲ ソツ キネ コユ バベ ウワ クタ フワ サリ エユ ケタ コニ ウク ソリ グダ ゲザ バボ ルレ アブ シン チテ セヤ ゲダ コロ アフ セヒ ' +
    'ユヨ ケサ アプ コヨ オナ テラ サナ クワ リワ ツリ スフ ソノ トヒ ウツ キサ エニ ジン ツン フン ソン ' +
    '08 06 09 56 68 89 0o 0c 0q 1i 1l 2z 5s 6g 8b 9g il it mn mw nw hn cg vy kx ' +
    // Twins that are printed all but alike.
    'エ工 ロ口 カ力 ニ二 ミ三 ト卜 ハ八 タ夕 チ千 ノ/ ロ0 ロo ハa ア7 マ7 フ7 ユ1 エi コj 烏鳥 束東 土士 内肉 未末 晶品 香番'
  )
    .split(' ')
    .flatMap(([one, other]) => [`${one}${other}`, `${other}${one}`]),
)

/** One sign that falls apart into two when it is read, and two that run into one. */
const SPLITS: Record<string, string> = {
  ル: 'ノレ',
  ハ: 'ノ丶',
  リ: 'lノ',
  加: 'カロ',
  外: 'タト',
  化: 'イヒ',
  仏: 'イム',
  明: '日月',
  林: '木木',
  好: '女子',
  北: 'ヒヒ',
}

/** A mark lost, ハ for バ, or taken for the other, バ for パ: two to seven in a hundred. A mark gained is ten times rarer. */
const VOICING_COST = 0.3
const MARK_GAINED_COST = 0.6
const LOOKALIKE_COST = 0.4
/** A sign that is not there is read in one of five hundred: rarer than one misread or lost. */
const INSERTION_FACTOR = 1.5
export const SPLIT_COST = 0.5

/** How much of a name hangs on a sign: a kanji says what takes kana two or three. */
export const weightOf = remember((sign) => (/\p{Script=Han}/u.test(sign) ? 2 : 1))

export function weightOfAll(signs: string): number {
  return [...signs].reduce((sum, sign) => sum + weightOf(sign), 0)
}

/**
 * Tells what it costs to take `printed` for `meant`: nothing for the same, little for what is easily misread, else its
 * weight.
 */
export function misreadCost(printed: string, meant: string): number {
  return printed === meant ? 0 : costsOf(printed)(meant)
}

/** Not by both signs in one: two halves of signs beyond U+FFFF, each cut off, would become one. */
const costsOf = remember((printed) => remember((meant) => costOfPair(printed, meant)))

function costOfPair(printed: string, meant: string): number {
  if (withoutVoicing(printed) === withoutVoicing(meant))
    return withoutVoicing(meant) === meant ? MARK_GAINED_COST : VOICING_COST
  if (LOOKALIKES.has(printed + meant)) return LOOKALIKE_COST * weightOf(meant)
  return Math.max(weightOf(printed), weightOf(meant))
}

/** Tells what it costs that `printed` stands for nothing. */
export function insertionCost(printed: string): number {
  return INSERTION_FACTOR * weightOf(printed)
}

/** Tells whether a sign falls apart into these two. */
export function isSplit(whole: string, left: string, right: string): boolean {
  const pair = SPLITS[whole]
  return pair !== undefined && pair === left + right
}

function withoutVoicing(kana: string): string {
  return kana.normalize('NFD').replace(/[\u3099\u309a]/g, '')
}

/** Signs are few, and names are compared sign by sign a million times. */
function remember<T>(find: (signs: string) => T): (signs: string) => T {
  const known = new Map<string, T>()
  return (signs) => {
    let found = known.get(signs)
    if (found === undefined) known.set(signs, (found = find(signs)))
    return found
  }
}
