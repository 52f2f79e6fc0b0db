import { wordsIn } from '../../ui/language.ts'

const ja = {
  title: 'アンケート',
  scaleLow: 'まったくすすめない',
  scaleHigh: 'ぜひすすめたい',
  score: (score: number) => `10点満点で ${score}点`,
  reason: 'よろしければ、理由を教えてください',
  reasonPlaceholder: 'うれしかったこと、こまったこと、なんでも',
  optional: '任意',
  send: '送る',
  thanks: 'ありがとうございます!',
  thanksHint: 'いただいた声は、運営の参考にします。',
  none: 'いま答えていただくアンケートはありません',
  noneHint: 'いつもありがとうございます。',
  pick: '数字をひとつ選んでください',
}

const en: typeof ja = {
  title: 'Survey',
  scaleLow: 'Not at all likely',
  scaleHigh: 'Extremely likely',
  score: (score) => `${score} out of 10`,
  reason: 'Would you like to tell us why?',
  reasonPlaceholder: 'What pleased you, what annoyed you, anything',
  optional: 'optional',
  send: 'Send',
  thanks: 'Thank you!',
  thanksHint: 'Those who run the campaign can read what you wrote.',
  none: 'There is no survey for you now',
  noneHint: 'Thank you for being here.',
  pick: 'Please choose a number',
}

const words = wordsIn({ ja, en })
export const useSurveyWords = () => words
