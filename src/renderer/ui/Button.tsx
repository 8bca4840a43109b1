import type { ButtonHTMLAttributes, ReactElement, ReactNode, Ref } from 'react';
import { cx } from '../lib/class-names';
import styles from './Button.module.css';
import { Icon } from './Icon';
import type { IconName } from './icon-paths';
import { Tooltip } from './Tooltip';

interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'disabled'> {
  readonly tone?: 'plain' | 'primary' | 'quiet' | 'danger';
  readonly size?: 'normal' | 'large';
  readonly icon?: IconName | undefined;
  /** Small arrow that says: opens a menu. */
  readonly menu?: boolean;
  /** A text is the reason, said on hover and focus: a disabled button stays reachable. */
  readonly disabled?: string | false | undefined;
  readonly children: ReactNode;
  readonly ref?: Ref<HTMLButtonElement>;
}

export function Button(props: ButtonProps): ReactElement {
  const { tone = 'plain', size = 'normal', icon, menu, disabled, children, className, onClick, ...rest } = props;
  const button = (
    <button
      type="button"
      {...rest}
      className={cx(styles['button'], styles[tone], size === 'large' && styles['large'], className)}
      aria-disabled={disabled ? true : undefined}
      onClick={disabled ? undefined : onClick}
    >
      {icon && <Icon name={icon} size={size === 'large' ? 16 : 14} />}
      {children}
      {menu && <Icon name="down" size={12} />}
    </button>
  );
  return disabled ? <Tooltip text={disabled}>{button}</Tooltip> : button;
}

interface IconButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'disabled' | 'aria-label'> {
  readonly icon: IconName;
  /** Its name: read aloud, and shown as a tooltip. */
  readonly label: string;
  readonly keys?: string | undefined;
  readonly disabled?: string | false | undefined;
  readonly pressed?: boolean | undefined;
  readonly iconSize?: 12 | 14 | 16 | 18;
  /** A button that opens a menu or a popover names itself: its tooltip would lie over what it opens. */
  readonly tooltip?: boolean;
  readonly ref?: Ref<HTMLButtonElement>;
}

export function IconButton(props: IconButtonProps): ReactElement {
  const { icon, label, keys, disabled, pressed, iconSize = 16, tooltip = true, className, onClick, ...rest } = props;
  const button = (
    <button
      type="button"
      {...rest}
      className={cx(styles['tool'], pressed && styles['pressed'], className)}
      aria-label={label}
      aria-pressed={pressed}
      aria-disabled={disabled ? true : undefined}
      onClick={disabled ? undefined : onClick}
    >
      <Icon name={icon} size={iconSize} />
    </button>
  );
  if (!tooltip && !disabled) return button;
  return (
    <Tooltip text={disabled ? `${label}: ${disabled}` : label} keys={keys}>
      {button}
    </Tooltip>
  );
}
