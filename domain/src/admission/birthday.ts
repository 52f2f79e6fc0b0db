const OLDEST = '1900-01-01'

/** Tells whether anybody of today can be born on a day, both as YYYY-MM-DD. */
export const isBirthday = (day: string, today: string): boolean => day >= OLDEST && day <= today
