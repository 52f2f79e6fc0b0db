/** Days before the same person may be asked again. */
export const NPS_PAUSE_DAYS = 90

/** Net promoter score, −100..100: share of 9–10 minus share of 0–6 (Reichheld, 2003). Null without answers. */
export function netPromoterScore(scores: readonly number[]): number | null {
  if (scores.length === 0) return null
  const promoters = scores.filter((score) => score >= 9).length
  const detractors = scores.filter((score) => score <= 6).length
  return Math.round(((promoters - detractors) / scores.length) * 100)
}

/** The one question that the score rests on, wherever it is asked. */
export const NPS_QUESTION = {
  ja: 'この商品を、ご家族やお友だちにすすめたいと思いますか?',
  en: 'How likely are you to recommend these products to family or friends?',
}
