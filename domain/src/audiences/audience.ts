/** What staff upload, as they say it. */
export const AUDIENCE_LISTS = ['phones', 'emails', 'buyers', 'members'] as const
export type AudienceList = (typeof AUDIENCE_LISTS)[number]

/** So many people at most are uploaded at once. */
export const MOST_UPLOADED = 100_000
