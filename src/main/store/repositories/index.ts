import type { Ms } from '#core/time/ms';
import type { Connection } from '../connection';
import { createAnswerRepository, createSimulationFacts } from './answers';
import { createCatalogueRepository } from './catalogue';
import { createChunkRepository } from './chunks';
import { createCoverageRepository } from './coverage';
import { createEventRepository } from './events';
import { createImportRepository } from './imports';
import { createJournalRepository } from './journal';
import { createKeptRepository } from './kept';
import { createMacroRepository } from './macro';
import { createPlanRepository } from './plans';
import { createPyramidRepository } from './pyramids';
import { createQuarantineRepository } from './quarantine';
import { createSeriesRepository } from './series';
import { createSettledRepository } from './settled';
import { createStatementRepository } from './statements';
import { createDocumentRepository, createNamedJsonRepository, createSettingRepository } from './workbench';

export type Repositories = ReturnType<typeof createRepositories>;

/** One repository per noun, their statements prepared once for this connection. */
export function createRepositories(db: Connection, now?: () => Ms) {
  return {
    catalogue: createCatalogueRepository(db),
    series: createSeriesRepository(db),
    chunks: createChunkRepository(db),
    pyramids: createPyramidRepository(db),
    coverage: createCoverageRepository(db),
    macro: createMacroRepository(db),
    imports: createImportRepository(db, now),
    settled: createSettledRepository(db),
    quarantine: createQuarantineRepository(db, now),
    kept: createKeptRepository(db, now),
    events: createEventRepository(db),
    settings: createSettingRepository(db),
    layouts: createNamedJsonRepository(db, 'layout', now),
    templates: createNamedJsonRepository(db, 'template', now),
    documents: createDocumentRepository(db),
    plans: createPlanRepository(db),
    studies: createAnswerRepository(db, 'study_result'),
    hedges: createAnswerRepository(db, 'hedge_result'),
    timeShifts: createAnswerRepository(db, 'time_shift_result'),
    simulations: createSimulationFacts(db),
    journal: createJournalRepository(db),
    statements: createStatementRepository(db),
  };
}
