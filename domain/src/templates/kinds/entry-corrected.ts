import { REASON, SUMS } from '../shared-variables.ts'
import { defineTemplate } from '../template.ts'

/** An entry that staff looked at again is approved: whose slip it was, and that nothing is held against the shopper. */
export const entryCorrected = defineTemplate({
  name: { ja: '応募の結果: 見直してポイントがついた', en: 'Corrected result: points' },
  form: 'card',
  look: 'good',
  variables: {
    points: {
      type: 'points',
      means: { ja: 'この応募でたまったポイント', en: 'points of this entry' },
      required: true,
      sample: 120,
    },
    reason: { ...REASON, required: true },
    sums: { ...SUMS, required: true },
  },
  words: {
    ja: {
      notice: '結果を見直しました({{sums}})',
      title: '結果を見直しました',
      figure: '+{{points}} pt',
      body: 'スタッフがもう一度確認し、結果を改めました。ご心配をおかけしました。\n{{reason}}\n{{sums}}',
      button: 'くわしく見る',
    },
    en: {
      notice: 'The result was corrected ({{sums}})',
      title: 'The result was corrected',
      figure: '+{{points}} pt',
      body: 'Our staff looked again and have corrected the result. We are sorry for the trouble.\n{{reason}}\n{{sums}}',
      button: 'See more',
    },
  },
})
