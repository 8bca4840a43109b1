import type { ReactElement } from 'react';
import { ART_HEIGHT, ART_WIDTH, type Box } from './art';

export function Art({ boxes }: { readonly boxes: readonly Box[] }): ReactElement {
  return (
    <svg
      width="100%"
      height={ART_HEIGHT}
      viewBox={`0 0 ${ART_WIDTH} ${ART_HEIGHT}`}
      preserveAspectRatio="xMidYMid slice"
      aria-hidden
    >
      {boxes.map(({ fill, stroke, ...box }, i) => (
        <rect key={i} {...box} style={{ fill, stroke }} />
      ))}
    </svg>
  );
}
