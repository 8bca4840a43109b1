/** Forms that a plan can be written in, beside its own file. */
export const PLAN_EXPORTS = ['json', 'csv', 'md', 'html', 'pdf'] as const;
export type PlanExport = (typeof PLAN_EXPORTS)[number];
