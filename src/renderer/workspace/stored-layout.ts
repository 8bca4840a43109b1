import type { SerializedDockview } from 'dockview-react';
import { isLinkId, type LinkId } from '../state/link';

/** What is kept of a workspace: the dock, and the link letter of each pane in it. */
export interface StoredLayout {
  readonly version: 1;
  readonly dock: SerializedDockview;
  readonly links: Readonly<Record<string, LinkId>>;
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

export function writeLayout(dock: SerializedDockview, links: Readonly<Record<string, LinkId>>): string {
  return JSON.stringify({ version: 1, dock, links } satisfies StoredLayout);
}

/** @returns undefined for a text that is not a layout of this version; unknown letters are left out. */
export function readLayout(text: string): StoredLayout | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isRecord(value) || value['version'] !== 1 || !isRecord(value['dock'])) return undefined;
  const { dock } = value;
  if (!isRecord(dock['grid']) || !isRecord(dock['panels']) || Object.keys(dock['panels']).length === 0)
    return undefined;
  const links = isRecord(value['links']) ? value['links'] : {};
  return {
    version: 1,
    dock: dock as unknown as SerializedDockview,
    links: Object.fromEntries(Object.entries(links).filter((one): one is [string, LinkId] => isLinkId(one[1]))),
  };
}
