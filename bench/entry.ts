/**
 * What the benchmarks call of the program: the same functions that the workstation calls. Relative paths, because the
 * names that begin with # belong to the package above.
 */
export { macd } from '../src/core/indicators/macd';
export { rsi } from '../src/core/indicators/rsi';
export { measureEvents } from '../src/core/evidence/measure';
export { findEvents } from '../src/core/evidence/rules';
export { simulate } from '../src/core/hedge/simulate';
export { VolSurface } from '../src/core/hedge/surface';
export { black76Greeks } from '../src/core/options/black76';
export { impliedVols } from '../src/core/options/implied-vol';
export { scenarioGrid } from '../src/core/options/scenario-grid';
export { millsGap } from '../src/core/options/normalised';
export { emptyOptionColumns } from '../src/core/options/types';
export { gbmPaths } from '../src/core/random/gbm';
export { Rng } from '../src/core/random/rng';
export { resampleInto } from '../src/core/series/resample';
export { emptyColumns } from '../src/core/series/schema';
export { clusterMeanDraws } from '../src/core/stats/cluster-bootstrap';
export { StudySpecSchema } from '../src/shared/evidence';
export { openReader } from '../src/main/store/reader';
export { openWriter } from '../src/main/store/writer';
export { openServices } from '../src/main/services/index';
