import { PREFECTURES } from '../places/prefectures.ts'
import { REGIONS } from '../places/regions.ts'
import type { Attribute } from './attribute.ts'

const DECADES = Array.from({ length: 10 }, (_, n) => 10 * n)
const bandWords = (from: number) =>
  from === 0
    ? { ja: '10歳未満', en: 'under 10' }
    : from === 90
      ? { ja: '90歳以上', en: '90 and over' }
      : { ja: `${from}代`, en: `${from}s` }

/**
 * What every account can know of its people; age_band and region follow from others (derive-value.ts). Where somebody lives is what a file or staff say of them here: what they tell in
 * the mini-app stops messages to an area, and is used for nothing else.
 */
export const BUILT_IN_ATTRIBUTES: readonly Attribute[] = [
  { key: 'birthday', kind: 'date', words: { ja: '生年月日', en: 'birthday' }, choices: [] },
  {
    key: 'prefecture',
    kind: 'choice',
    words: { ja: '都道府県', en: 'prefecture' },
    choices: PREFECTURES.map(({ code, ja, en }) => ({ key: code, words: { ja, en } })),
  },
  {
    key: 'gender',
    kind: 'choice',
    words: { ja: '性別', en: 'gender' },
    choices: [
      { key: 'female', words: { ja: '女性', en: 'female' } },
      { key: 'male', words: { ja: '男性', en: 'male' } },
      { key: 'other', words: { ja: 'その他', en: 'other' } },
      { key: 'no_answer', words: { ja: '回答しない', en: 'no answer' } },
    ],
  },
  {
    key: 'age_band',
    kind: 'choice',
    words: { ja: '年代', en: 'age' },
    choices: DECADES.map((from) => ({ key: String(from), words: bandWords(from) })),
  },
  {
    key: 'region',
    kind: 'choice',
    words: { ja: '地方', en: 'region' },
    choices: REGIONS.map(({ key, words }) => ({ key, words })),
  },
]

export const builtInAttribute = (key: string): Attribute | undefined =>
  BUILT_IN_ATTRIBUTES.find((each) => each.key === key)
