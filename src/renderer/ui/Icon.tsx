import type { ReactElement } from 'react';
import { DOTTED, FILLED, ICON_PATHS, type IconName } from './icon-paths';

interface IconProps {
  readonly name: IconName;
  readonly size?: 12 | 14 | 16 | 18 | 20 | 24;
  readonly className?: string | undefined;
}

/** Decoration: whatever holds it carries the name. */
export function Icon({ name, size = 16, className }: IconProps): ReactElement {
  return (
    <svg
      className={className}
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill={FILLED.has(name) ? 'currentColor' : 'none'}
      stroke="currentColor"
      strokeWidth={DOTTED.has(name) ? 2 : 1.5}
      strokeLinecap="round"
      strokeLinejoin="round"
      strokeDasharray={name === 'cannotTell' ? '1.9 2.5' : undefined}
      aria-hidden
    >
      <path d={ICON_PATHS[name]} />
    </svg>
  );
}
