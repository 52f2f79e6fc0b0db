import { NPS_QUESTION } from '../../surveys/nps.ts'
import { defineTemplate } from '../template.ts'

/** The one question of NPS. */
export const survey = defineTemplate({
  name: { ja: 'アンケートのお願い', en: 'Survey' },
  form: 'card',
  look: 'good',
  variables: {
    question: {
      type: 'text',
      longest: 200,
      means: { ja: '質問', en: 'the question' },
      required: true,
      sample: NPS_QUESTION,
    },
  },
  words: {
    ja: {
      notice: '1分アンケートのお願い',
      title: '1分アンケートのお願い',
      body: '{{question}} 0〜10で教えてください。',
      button: '答える',
    },
    en: {
      notice: 'A question that takes a minute',
      title: 'A question that takes a minute',
      body: '{{question}} Please tell us from 0 to 10.',
      button: 'Answer',
    },
  },
})
