export { Table, type TableHandle, type TableProps } from './Table';
export type { Column, Sort } from './types';
export type { Grouping } from './items';
