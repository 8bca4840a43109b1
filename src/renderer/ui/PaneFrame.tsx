import { createContext, use, type ReactElement, type ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { cx } from '../lib/class-names';
import { useSlot, type SlotRef } from './slot';
import { IconButton } from './Button';
import { Menu, type MenuEntry } from './Menu';
import styles from './PaneFrame.module.css';

/** What a dock gives to the pane in it. Without one (a test, a dialog) the frame draws its own header. */
export interface PaneDock {
  readonly sub: SlotRef;
  readonly tools: SlotRef;
  /** What the newest stamp of the pane is, where it says so. */
  readonly badge?: ReactNode;
  /** Only the visible tab of a group writes into the header they share. */
  readonly visible: boolean;
  readonly maximised: boolean;
  /** Other panes have their tabs in the same header: it has little room. */
  readonly tabbed: boolean;
  readonly toggleMaximised: () => void;
  /** Entries that every pane has: close, reset… */
  readonly menu: readonly MenuEntry[];
}

const DockContext = createContext<PaneDock | null>(null);
export const PaneDockProvider = DockContext.Provider;
export const useIsTabbed = (): boolean => use(DockContext)?.tabbed ?? false;

interface PaneFrameProps {
  readonly title: string;
  /** What is shown, in a few quiet words: `5 m candles, 2 studies`. */
  readonly sub?: ReactNode;
  /** Buttons at the right end of the header. */
  readonly tools?: ReactNode;
  /** Entries of the pane menu, above the common ones. */
  readonly menu?: readonly MenuEntry[];
  readonly children: ReactNode;
  /** The body scrolls as a whole. */
  readonly scroll?: boolean;
}

export function PaneFrame({ title, sub, tools, menu = [], children, scroll = false }: PaneFrameProps): ReactElement {
  const dock = use(DockContext);
  const subHost = useSlot(dock?.sub);
  const toolsHost = useSlot(dock?.tools);
  const bar = (
    <>
      {dock?.badge}
      {tools}
      {dock && (
        <IconButton
          icon={dock.maximised ? 'restore' : 'maximise'}
          label={dock.maximised ? `Restore ${title}` : `Maximise ${title}`}
          onClick={dock.toggleMaximised}
        />
      )}
      <PaneMenu title={title} entries={[...menu, ...joined(menu, dock?.menu ?? [])]} />
    </>
  );
  const Outer = dock ? 'div' : 'section'; // a docked group is a region already, under the same name
  return (
    <Outer className={styles['pane']} aria-label={dock ? undefined : title}>
      {dock ? (
        dock.visible && (
          <>
            {subHost && createPortal(<span className={styles['sub']}>{sub}</span>, subHost)}
            {toolsHost && createPortal(<span className={styles['tools']}>{bar}</span>, toolsHost)}
          </>
        )
      ) : (
        <header className={styles['header']}>
          <h2 className={styles['title']}>{title}</h2>
          <span className={styles['sub']}>{sub}</span>
          <span className={styles['tools']}>{bar}</span>
        </header>
      )}
      <div className={cx(styles['body'], scroll && styles['scroll'])}>{children}</div>
    </Outer>
  );
}

const joined = (own: readonly MenuEntry[], common: readonly MenuEntry[]): readonly MenuEntry[] =>
  own.length > 0 && common.length > 0 ? [{ kind: 'line' }, ...common] : common;

function PaneMenu({
  title,
  entries,
}: {
  readonly title: string;
  readonly entries: readonly MenuEntry[];
}): ReactElement | null {
  if (entries.length === 0) return null;
  return <Menu trigger={<IconButton icon="more" label={`${title} menu`} tooltip={false} />} entries={entries} />;
}
