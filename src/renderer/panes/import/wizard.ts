import type { ImportOptions } from '#shared/import-options';
import type { ImportPreview } from '#shared/jobs';

export const STEPS = ['file', 'columns', 'check', 'import'] as const;
export type Step = (typeof STEPS)[number];
export const STEP_TITLES: Readonly<Record<Step, string>> = {
  file: 'File',
  columns: 'Columns',
  check: 'Check',
  import: 'Import',
};

export interface WizardState {
  readonly step: Step;
  readonly paths: readonly string[];
  /** What the person set; all else is as the file was recognised. */
  readonly options: ImportOptions;
  readonly preview: ImportPreview | undefined;
  readonly reading: boolean;
  /** Why the file could not be looked at. */
  readonly refused: string | undefined;
  /** The running or finished import. */
  readonly job: string | undefined;
}

export const START: WizardState = {
  step: 'file',
  paths: [],
  options: {},
  preview: undefined,
  reading: false,
  refused: undefined,
  job: undefined,
};

export type WizardAction =
  | { readonly kind: 'offer'; readonly paths: readonly string[] }
  | { readonly kind: 'previewed'; readonly preview: ImportPreview }
  | { readonly kind: 'refused'; readonly message: string }
  | { readonly kind: 'option'; readonly patch: Partial<ImportOptions> }
  /** `column` undefined: not in the file. */
  | { readonly kind: 'map'; readonly field: string; readonly column: string | undefined }
  | { readonly kind: 'go'; readonly step: Step }
  | { readonly kind: 'started'; readonly job: string }
  | { readonly kind: 'restart' };

export function wizard(state: WizardState, action: WizardAction): WizardState {
  switch (action.kind) {
    case 'offer':
      return action.paths.length === 0 ? state : { ...START, paths: action.paths, reading: true };
    case 'previewed':
      return {
        ...state,
        preview: action.preview,
        reading: false,
        refused: undefined,
        step: state.step === 'file' ? 'columns' : state.step,
      };
    case 'refused':
      return { ...state, reading: false, refused: action.message };
    case 'option':
      return { ...state, options: without({ ...state.options, ...action.patch }), reading: true };
    case 'map':
      return {
        ...state,
        options: { ...state.options, mapping: mapped(state, action.field, action.column) },
        reading: true,
      };
    case 'go':
      return canGo(state, action.step) ? { ...state, step: action.step } : state;
    case 'started':
      return { ...state, job: action.job, step: 'import' };
    case 'restart':
      return START;
  }
}

/** Steps can be gone back to until the import has begun; forward only to what has been prepared. */
export function canGo(state: WizardState, step: Step): boolean {
  if (state.job !== undefined) return step === 'import';
  if (step === 'file') return true;
  if (step === 'import') return false;
  return state.preview !== undefined;
}

/** The whole mapping is given back, because a part would read as "nothing else is in the file". */
function mapped({ options, preview }: WizardState, field: string, column: string | undefined): Record<string, string> {
  const all = { ...preview?.mapping, ...options.mapping };
  const rest = Object.fromEntries(Object.entries(all).filter(([name]) => name !== field));
  return column === undefined ? rest : { ...rest, [field]: column };
}

/** Options that were cleared are absent, not empty. */
function without(options: Partial<ImportOptions>): ImportOptions {
  return Object.fromEntries(
    Object.entries(options).filter(([, value]) => value !== undefined && value !== ''),
  ) as ImportOptions;
}
