import { REASON } from '../shared-variables.ts'
import { defineTemplate } from '../template.ts'

/** An entry waits for staff. */
export const entryInReview = defineTemplate({
  name: { ja: '応募の結果: スタッフが確認中', en: 'Result: staff look at it' },
  form: 'card',
  look: 'open',
  variables: { reason: { ...REASON, required: true } },
  words: {
    ja: {
      notice: 'レシートを確認しています',
      title: 'スタッフが確認しています',
      body: '{{reason}}',
      button: 'くわしく見る',
    },
    en: {
      notice: 'Your receipt is being checked',
      title: 'Our staff are checking it',
      body: '{{reason}}',
      button: 'See more',
    },
  },
})
