/// <reference types="vite/types/importMeta.d.ts" />
import { ImportFormatSchema, type ImportFormat } from './schema';

/** Every JSON file in the folder is a format. The bundler puts them into the program: nothing is looked up at run time. */
const files = import.meta.glob<unknown>('../../../../../resources/import-formats/*.json', {
  eager: true,
  import: 'default',
});

/** Shipped formats by file name. A fault in one of them is a fault of the program and stops it with the file's name. */
export const SHIPPED_FORMATS: readonly ImportFormat[] = Object.entries(files).flatMap(([path, json]) => {
  const parsed = ImportFormatSchema.array().or(ImportFormatSchema).safeParse(json);
  if (!parsed.success) throw new Error(`${path}: ${parsed.error.message}`);
  return parsed.data;
});
