export { Table, type TableHandle } from './Table';
export type { Column } from './types';
