import { useEffect, useRef, useState, type ReactElement, type ReactNode } from 'react';
import { Icon } from '../ui/Icon';
import { dropFiles } from './data-actions';
import styles from './DropTarget.module.css';

/** A pane that is dragged in the dock is no file. */
const holdsFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;

/** Files may be dropped anywhere on the window. Without this the browser would open them in place of the page. */
export function DropTarget({ children }: { readonly children: ReactNode }): ReactElement {
  const depth = useRef(0);
  const [over, setOver] = useState(false);
  useEffect(() => {
    const step = (by: number) => (event: DragEvent): void => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      depth.current = Math.max(0, depth.current + by);
      setOver(depth.current > 0);
    }; // prettier-ignore
    const enter = step(1);
    const leave = step(-1);
    const move = (event: DragEvent): void => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy';
    };
    const drop = (event: DragEvent): void => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      depth.current = 0;
      setOver(false);
      dropFiles(event.dataTransfer?.files ?? []);
    };
    addEventListener('dragenter', enter);
    addEventListener('dragleave', leave);
    addEventListener('dragover', move);
    addEventListener('drop', drop);
    return () => {
      removeEventListener('dragenter', enter);
      removeEventListener('dragleave', leave);
      removeEventListener('dragover', move);
      removeEventListener('drop', drop);
    };
  }, []);
  return (
    <>
      {children}
      {over && (
        <div className={styles['overlay']} role="status">
          <div className={styles['card']}>
            <Icon name="save" size={24} />
            <p className={styles['title']}>Drop to preview</p>
            <p>CSV, gzip, zip or Parquet. Nothing is stored before you have seen the columns.</p>
          </div>
        </div>
      )}
    </>
  );
}
