import type { ReactElement } from 'react';
import type { QrCode } from '#shared/plan-desk';
import styles from './signatures.module.css';

/** One path over all dark squares: rows are joined, so that no hairline shows between two of them. */
function pathOf({ size, dark }: QrCode): string {
  const runs: string[] = [];
  for (let y = 0; y < size; y++)
    for (let x = 0; x < size; x++) {
      let end = x;
      while (end < size && dark[y * size + end]) end++;
      if (end > x) runs.push(`M${x} ${y}h${end - x}v1h${x - end}z`);
      x = Math.max(x, end - 1);
    }
  return runs.join('');
}

/** A code to be read by a camera: dark on light in both themes. */
export function QrPicture({ code, label }: { readonly code: QrCode; readonly label: string }): ReactElement {
  const { size } = code;
  return (
    <svg
      className={styles['qr']}
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <rect width={size} height={size} className={styles['qrLight']} />
      <path d={pathOf(code)} className={styles['qrDark']} />
    </svg>
  );
}
