import { useEffect, useReducer, type Dispatch } from 'react';
import { call } from '../../lib/call';
import { imports, selectOffered, useImports } from '../../state/imports';
import { START, wizard, type WizardAction, type WizardState } from './wizard';

/** The wizard, with the preview read again whenever what it was read with has changed. */
export function useWizard(): readonly [WizardState, Dispatch<WizardAction>] {
  const [state, dispatch] = useReducer(wizard, START);
  const offered = useImports(selectOffered);
  useEffect(() => {
    const { paths, clear } = imports.getState();
    if (offered === 0 || paths.length === 0) return;
    dispatch({ kind: 'offer', paths });
    clear();
  }, [offered]);
  const first = state.paths[0];
  const { options, reading } = state;
  useEffect(() => {
    if (!reading || first === undefined) return;
    let current = true;
    void call('import:preview', { path: first, options }).then(
      (preview) => current && dispatch({ kind: 'previewed', preview }),
      (cause: unknown) =>
        current && dispatch({ kind: 'refused', message: cause instanceof Error ? cause.message : String(cause) }),
    );
    return () => {
      current = false;
    };
  }, [first, options, reading]);
  return [state, dispatch];
}
