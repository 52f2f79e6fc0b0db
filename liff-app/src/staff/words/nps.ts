const ja = {
  title: 'NPS',
  score: 'スコア',
  count: (count: string) => `${count} 件の回答から`,
  none: 'まだ回答がありません',
  promoters: '推奨 (9–10)',
  passives: '中立 (7–8)',
  detractors: '批判 (0–6)',
  distribution: '点数ごとの回答',
  reasons: '理由',
  noReason: '理由の記入なし',
  onlyReasons: '理由のある回答だけ',
  rule: '9–10点の割合から0–6点の割合を引いた値(−100〜100)',
}

const en: typeof ja = {
  title: 'NPS',
  score: 'Score',
  count: (count) => `from ${count} answers`,
  none: 'No answers yet',
  promoters: 'Promoters (9–10)',
  passives: 'Passives (7–8)',
  detractors: 'Detractors (0–6)',
  distribution: 'Answers by score',
  reasons: 'Reasons',
  noReason: 'No reason given',
  onlyReasons: 'Only answers with a reason',
  rule: 'Share of 9–10 minus share of 0–6, from −100 to 100',
}

export const npsWords = { ja, en }
