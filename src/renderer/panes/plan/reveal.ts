import { nearestPointer } from '../../state/plan-pointer';

const CONTROLS = 'input, textarea, button, [role=combobox]';
const LASTS = 1_600;

/** Brings the place of a pointer into view and puts the focus into it. @returns whether the document shows it */
export function reveal(root: HTMLElement, pointer: string): boolean {
  const places = [...root.querySelectorAll<HTMLElement>('[data-pointer]')];
  const nearest = nearestPointer(pointer, places.map((place) => place.dataset['pointer']!)); // prettier-ignore
  const place = places.find((one) => one.dataset['pointer'] === nearest);
  if (!place) return false;
  place.scrollIntoView({ block: 'center' });
  const control = [...place.querySelectorAll<HTMLElement>(CONTROLS)].find((one) => one.tabIndex >= 0);
  (control ?? place).focus({ preventScroll: true });
  place.dataset['found'] = '';
  setTimeout(() => delete place.dataset['found'], LASTS);
  return true;
}
