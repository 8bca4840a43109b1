/** What a plan can be written as. Apart from the schemas of plans, which the page has no use for. */
export const PLAN_FILE_FORMATS = ['json', 'canonical', 'csv', 'md', 'pdf', 'bundle'] as const;
/** `json`: plan and signatures, to be opened elsewhere. `canonical`: the signed content alone. `bundle`: everything, and the input data. */
export type PlanFileFormat = (typeof PLAN_FILE_FORMATS)[number];
