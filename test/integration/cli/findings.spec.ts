// docs/findings.md is what the program says on recorded data: every figure of its tables is computed again here.
import { describe, expect, it } from 'vitest';
import type { StudyResult } from '#core/evidence/types';
import { formatInterval } from '#core/time/interval';
import { VERDICT_WORDS } from '#shared/evidence-words';
import { areAbsent, FINDINGS_FILES } from '../../support/recorded';
import { useCli } from './support/cli';
import { effect, findingsPage, partOf, percent, rowOf, signed } from './support/findings';

const absent = areAbsent(FINDINGS_FILES);

const horizonsMs = ['1h', '4h', '1d', '3d', '7d', '30d'];
const STUDIES = {
  'Long cascades': { instruments: ['BTC'], rule: { kind: 'cascade' }, horizonsMs },
  'Short squeezes': { instruments: ['BTC'], rule: { kind: 'cascade', side: 'short' }, horizonsMs },
  'Falls of 300 bp within an hour': {
    instruments: ['BTCUSDT'],
    rule: { kind: 'absoluteMove', fallBp: 300, withinMs: '1h', mergeMs: '4h' },
    horizonsMs,
  },
};

const cells = ({ horizons }: StudyResult): string[][] =>
  horizons.map((row) => [
    formatInterval(row.h),
    VERDICT_WORDS[row.verdict],
    row.decidedBy,
    signed(row.meanBp),
    effect(row.effectPlaceboBp),
    effect(row.effectMatchedBp),
    percent(row.undercut.rate),
    percent(row.undercut.base),
    String(row.n),
    String(row.clusters),
    row.plainTInflation.toFixed(1),
  ]);

describe.skipIf(absent)('docs/findings.md', () => {
  const cli = useCli();
  const page = findingsPage();

  it.each(Object.entries(STUDIES))(
    'tells what is computed: %s',
    async (title, spec) => {
      const { code } = await cli.load('findings.db', ...FINDINGS_FILES);
      expect(code).toBe(0);
      const result = await cli.json<StudyResult>('study', cli.write('spec.json', JSON.stringify(spec)), '--db', 'findings.db'); // prettier-ignore
      const rows = cells(result).map(rowOf);
      const part = partOf(page, title);
      expect(part, rows.join('\n')).toBeDefined();
      for (const row of rows) expect(part, rows.join('\n')).toContain(row);
      const { model } = result;
      const counts = `${result.events} events on ${result.clusters} days`;
      expect(part).toContain(counts);
      if (model)
        expect(part).toContain(
          `Brier ${model.brier.toFixed(3)} against ${model.brierBase.toFixed(3)}, gain ${model.brierGain.value.toFixed(3)} (${model.brierGain.lo.toFixed(3)} to ${model.brierGain.hi.toFixed(3)}), AUC ${model.auc.toFixed(2)}`,
        );
      expect(result.lookahead).toMatchObject({ clean: true, plantedCaught: true });
      if (spec.rule.kind === 'cascade') expect(result.caveats.join(' ')).toContain('under-counted from 2021-04-27');
    },
    120_000,
  );
});
