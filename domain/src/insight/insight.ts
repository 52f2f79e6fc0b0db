/** By what sales are told apart. Each is a fixed cut: nobody can ask for a cell of their own choosing. */
export const SALES_BY = ['good', 'brand', 'store', 'chain', 'weekday', 'hour', 'price'] as const
export type SalesBy = (typeof SALES_BY)[number]

/** Over how many months sales are told. */
export const INSIGHT_MONTHS = [1, 3, 12] as const
export type InsightMonths = (typeof INSIGHT_MONTHS)[number]

/** Within so many days a second receipt counts as coming back. */
export const RETURN_DAYS = 60

/** Upper ends of what one piece costs, in yen; the last has none. */
export const PRICE_BANDS_yen = [100, 200, 300, 500, 1000] as const
