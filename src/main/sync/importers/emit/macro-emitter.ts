import type { Ms } from '#core/time/ms';
import type { MacroRelease, PageBlock } from '#main/store/types';
import type { Batch } from '../csv/scan';
import type { BoundSeries } from '../plan/bind';
import { checkTime } from '../validate/checks';
import { createReader, type ColumnReader } from './column-reader';
import type { Emitter, Held, Reject } from './emitter';
import { Groups, NAMELESS } from './groups';

/** Macro figures rest in a table of their own: a period, a release and a value each. */
export class MacroEmitter implements Emitter {
  accepted = 0;
  private readonly batch: Batch;
  private readonly now: Ms;
  private readonly reject: Reject;
  private readonly groups: Groups;
  private readonly keepMissing: boolean;
  private readonly read: Readonly<Record<'period' | 'released' | 'announced' | 'value', ColumnReader>>;
  private releases: MacroRelease[] = [];

  constructor(series: BoundSeries, batch: Batch, texts: (slot: number) => readonly string[], now: Ms, reject: Reject) {
    this.batch = batch;
    this.now = now;
    this.reject = reject;
    this.groups = new Groups(series, batch, texts);
    this.keepMissing = series.spec.keepMissing;
    const reader = (name: string): ColumnReader => createReader(series.fields[name]!, batch, texts);
    this.read = {
      period: reader('period'),
      released: reader('released'),
      announced: reader('announced'),
      value: reader('value'),
    };
  }

  add(): void {
    const ids = this.groups.assign();
    const period = this.read.period(), released = this.read.released(), announced = this.read.announced(), value = this.read.value(); // prettier-ignore
    for (let i = 0; i < this.batch.rows; i++) {
      const id = ids[i]!;
      if (id === NAMELESS)
        this.reject(i, { reason: 'unparseable', detail: 'the name of the series is empty' }, period[i]!);
      if (id < 0 || (Number.isNaN(value[i]!) && !this.keepMissing)) continue;
      // projections reach into the future; a figure that is out before it is released does not exist
      const early =
        !Number.isNaN(value[i]!) && !Number.isNaN(released[i]!)
          ? checkTime(released[i]!, this.now, 'released')
          : undefined;
      const finding = checkTime(period[i]!, Number.POSITIVE_INFINITY, 'period') ?? early;
      if (finding) this.reject(i, finding, period[i]!);
      else {
        this.releases.push({
          seriesId: this.groups.keys[id]!.instrument,
          period: period[i]!,
          released: released[i]!,
          value: value[i]!,
          ...(!Number.isNaN(announced[i]!) && { announced: announced[i]! }),
        });
        this.accepted++;
      }
    }
  }

  flush(_blocks: PageBlock[], macro: MacroRelease[]): void {
    for (const release of this.releases) macro.push(release);
    this.releases = [];
  }

  rowsToCut(): undefined {
    return undefined;
  }

  held(): Held | undefined {
    return undefined;
  }
}
